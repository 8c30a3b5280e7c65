// After the job's last step, whatever happened before: removes the run's temporary files, keys among them.
import { escapeData } from './logging-commands.mjs';
import { removeRunFolder } from './shim/run-folder.mjs';

const problem = await removeRunFolder(process.env.VSTS_TASKVARIABLE_MOBILEDIST_FOLDER, process.env.AGENT_TEMPDIRECTORY);
if (problem) {
  console.log(`##vso[task.logissue type=warning]Temporary files were not removed: ${escapeData(problem)}`);
}
