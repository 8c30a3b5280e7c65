// The GitHub Action: starts the host with the step's inputs. No logic of the distribution belongs here.
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, writeSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './shim/child.mjs';
import { hostEnvironment } from './shim/environment.mjs';
import { findHost } from './shim/host.mjs';
import { handOver, keyInputs, linesOf, secretInputs, verbosity } from './shim/inputs.mjs';
import { makeRunFolder, removeRunFolder, temporaryFiles } from './shim/run-folder.mjs';

const setup = [
  '      - uses: actions/setup-dotnet@a98b56852c35b8e3190ac28c8c2271da59106c68 # v6.0.0',
  '        with:',
  '          dotnet-version: 10.0.x',
];

// The runner reads commands line by line.
const escape = text => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

// Straight to the file descriptor: what the host writes there must come after it.
const say = line => writeSync(1, `${line}\n`);

// The runner makes INPUT_NAME of an input's name and keeps its hyphens. A blank may belong to a password.
const readInputs = environment => new Map(Object.entries(environment)
  .filter(([name, value]) => name.toUpperCase().startsWith('INPUT_') && value.trim())
  .map(([name, value]) => [name.slice('INPUT_'.length).toLowerCase(), value])
  .map(([name, value]) => [name, secretInputs.includes(name) ? value : value.trim()]));

function take(inputs, name) {
  const value = inputs.get(name);
  inputs.delete(name);
  return value;
}

function mask(inputs, working) {
  const secrets = [...secretInputs, 'github-token'].map(name => inputs.get(name) ?? '');
  const keys = keyInputs.map(name => inputs.get(name) ?? '');
  secrets.push(...keys.filter(key => key.includes('\n') || !existsSync(path.resolve(working, key)))); // the key itself, and no path

  secrets.flatMap(linesOf).forEach(line => say(`::add-mask::${escape(line)}`));
}

function remember(name, value) {
  if (!process.env.GITHUB_STATE) {
    return false;
  }

  const delimiter = randomUUID();
  appendFileSync(process.env.GITHUB_STATE, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
  return true;
}

async function main() {
  const inputs = readInputs(process.env);
  const workspace = process.env.GITHUB_WORKSPACE || process.cwd();
  const working = path.resolve(workspace, take(inputs, 'working-directory') ?? '.');
  mask(inputs, working);

  const token = take(inputs, 'github-token');
  const target = take(inputs, 'target') ?? 'Distribute';
  const { args, environment } = handOver(inputs);
  const folder = path.dirname(fileURLToPath(import.meta.url));
  const host = await findHost({ folder, sources: path.dirname(folder), environment: process.env, setup });

  const temporary = makeRunFolder(process.env.RUNNER_TEMP);
  const isRemovedLater = remember('folder', temporary);
  try {
    return await run(host.command, [...host.args, `--target=${target}`, `--working=${working}`, ...args, ...verbosity(process.env.RUNNER_DEBUG === '1')], {
      cwd: workspace,
      env: hostEnvironment(process.env, ['INPUT_'], { ...environment, ...(token && { GITHUB_TOKEN: token }), ...temporaryFiles(temporary) }),
    });
  } finally {
    if (!isRemovedLater) {
      await removeRunFolder(temporary, process.env.RUNNER_TEMP);
    }
  }
}

try {
  process.exitCode = await main();
} catch (fault) {
  say(`::error title=MobileDist::${escape(fault.remedy ? `${fault.message}\n${fault.remedy}` : `${fault.stack}`)}`);
  process.exitCode = fault.exitCode ?? 1;
}
