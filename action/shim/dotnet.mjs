import { execFile } from 'node:child_process';
import path from 'node:path';
import { DoorFault } from './door-fault.mjs';

const frameworks = ['Microsoft.NETCore.App', 'Microsoft.AspNetCore.App'];
const oldest = 10;

/**
 * The `dotnet` that can run the host, or with 'sdk' build it.
 * @param {'runtime' | 'sdk'} what
 * @param {NodeJS.ProcessEnv} environment
 * @param {string[]} setup the lines to add to a workflow that lacks it
 * @returns {Promise<string>} its name or path
 */
export async function requireDotnet(what, environment, setup) {
  const candidates = ['dotnet'];
  if (environment.DOTNET_ROOT) {
    candidates.push(path.join(environment.DOTNET_ROOT, 'dotnet'));
  }

  const found = [];
  for (const dotnet of candidates) {
    const lines = await list(dotnet, what === 'sdk' ? '--list-sdks' : '--list-runtimes', environment);
    if (what === 'sdk' ? lines.some(line => major(line) >= oldest) : hasFrameworks(lines)) {
      return dotnet;
    }

    found.push(...lines.map(line => line.replace(/\s*\[.*$/, '')));
  }

  throw new DoorFault(
    `.NET ${oldest} is needed, and it is not here: ${found.length ? `found ${[...new Set(found)].join(', ')}` : 'there is no dotnet on the PATH'}.`,
    ['Add this before the step:', '', ...setup].join('\n'));
}

const hasFrameworks = lines => frameworks.every(framework =>
  lines.some(line => line.startsWith(`${framework} `) && major(line.slice(framework.length + 1)) >= oldest));

const major = version => Number.parseInt(version, 10);

// A dotnet that is missing or does not start lists nothing.
const list = (dotnet, what, env) => new Promise(resolve => {
  execFile(dotnet, [what], { env, windowsHide: true, timeout: 60_000 }, (error, output) => {
    resolve(error ? [] : output.split(/\r?\n/).filter(Boolean));
  });
});
