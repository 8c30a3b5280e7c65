// After the job's last step, whatever happened before: removes the run's temporary files, keys among them.
import { removeRunFolder } from './shim/run-folder.mjs';

const problem = await removeRunFolder(process.env.STATE_folder, process.env.RUNNER_TEMP);
if (problem) {
  console.log(`::warning title=MobileDist::Temporary files were not removed: ${problem.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}`);
}
