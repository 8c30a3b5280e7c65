// The Azure Pipelines task: starts the host with the task's inputs. No logic of the distribution belongs here.
// Without Microsoft's task library: loading it takes inputs, tokens and tickets out of the environment.
// The folders shim/ and host/ are put beside this file when the extension is packaged.
import { existsSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { escapeData, escapeProperty } from './logging-commands.mjs';
import { downloadSecureFile } from './secure-file.mjs';
import { fromServiceConnections } from './service-connection.mjs';
import { run } from './shim/child.mjs';
import { hostEnvironment } from './shim/environment.mjs';
import { findHost } from './shim/host.mjs';
import { handOver, keyInputs, linesOf, secretInputs, verbosity } from './shim/inputs.mjs';
import { makeRunFolder, temporaryFiles } from './shim/run-folder.mjs';

const folder = path.dirname(fileURLToPath(import.meta.url));
const setup = ['- task: UseDotNet@2', '  inputs:', '    packageType: sdk', '    version: 10.0.x'];

// What the agent gives to this task and neither the host nor a build command needs.
const agentsOwn = ['INPUT_', 'SECRET_', 'ENDPOINT_', 'SECUREFILE_', 'VSTS_SECRET_VARIABLES', 'VSTS_TASKVARIABLE_'];

// Straight to the file descriptor: what the host writes there must come after it.
const say = line => writeSync(1, `${line}\n`);

// The agent masks a value as a whole and none of its other forms, so each is told.
function mask(secret) {
  const forms = [...linesOf(secret), Buffer.from(secret).toString('base64')];
  forms.forEach(form => say(`##vso[task.setsecret]${escapeData(form)}`));
}

const kebab = name => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

// The agent leaves $(NAME) as it stands where no such variable is set, as in the build of a fork.
const isUnsetVariable = value => /^\$\([^()]+\)$/.test(value);

function readInputs() {
  const { inputs } = JSON.parse(readFileSync(path.join(folder, 'task.json'), 'utf8'));
  const given = new Map();
  for (const { name, type } of inputs) {
    const value = process.env[`INPUT_${name.toUpperCase()}`] ?? '';
    if (isUnsetVariable(value.trim())) {
      say(`'${name}' is left out: the variable ${value.trim()} is not set here. Builds of forks get no secrets.`);
    } else if (value.trim() && !(type === 'boolean' && value.toLowerCase() === 'false')) {
      given.set(kebab(name), secretInputs.includes(kebab(name)) ? value : value.trim());
    }
  }

  return given;
}

function take(inputs, name) {
  const value = inputs.get(name);
  inputs.delete(name);
  return value;
}

function accessToken() {
  const { ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN: token, ENDPOINT_AUTH_SYSTEMVSSCONNECTION: authorization, SYSTEM_ACCESSTOKEN: mapped } = process.env;
  return token || (authorization && JSON.parse(authorization).parameters?.AccessToken) || mapped;
}

async function main() {
  const inputs = readInputs();
  fromServiceConnections(inputs, process.env);
  const token = accessToken();
  [...secretInputs.map(name => inputs.get(name)), token].filter(Boolean).forEach(mask);

  const target = take(inputs, 'target') ?? 'Distribute';
  const working = path.resolve(take(inputs, 'working-directory') ?? '.');
  const host = await findHost({ folder, environment: process.env, setup });
  const temporary = makeRunFolder(process.env.AGENT_TEMPDIRECTORY);
  say(`##vso[task.settaskvariable variable=MOBILEDIST_FOLDER]${escapeData(temporary)}`);

  for (const name of keyInputs.filter(name => inputs.has(name))) {
    inputs.set(name, await downloadSecureFile(inputs.get(name), temporary, token, process.env));
  }

  const { args, environment } = handOver(inputs);
  return await run(host.command, [...host.args, `--target=${target}`, `--working=${working}`, ...args, ...verbosity(process.env.SYSTEM_DEBUG?.toLowerCase() === 'true')], {
    cwd: existsSync(working) ? working : process.cwd(),
    env: hostEnvironment(process.env, agentsOwn, { ...environment, ...(token && { SYSTEM_ACCESSTOKEN: token }), ...temporaryFiles(temporary) }),
  });
}

try {
  process.exitCode = await main();
} catch (fault) {
  say(`##vso[task.logissue type=error;code=${escapeProperty('MobileDist')}]${escapeData(fault.remedy ? fault.message : `${fault.stack}`)}`);
  fault.remedy?.split('\n').forEach(line => say(line));
  process.exitCode = fault.exitCode ?? 1;
}
