import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DoorFault } from './shim/door-fault.mjs';

const attempts = 3;
const limit = 10 * 1024 * 1024; // Azure takes no larger secure files

/**
 * Downloads a file of the project's library, readable by this user alone.
 * @param {string} id what the agent made of the secureFile input
 * @param {string} folder where to write it
 * @param {string | undefined} token the job's
 * @param {NodeJS.ProcessEnv} environment the agent's
 * @returns {Promise<string>} the file's path
 */
export async function downloadSecureFile(id, folder, token, environment) {
  const ticket = environment[`SECUREFILE_TICKET_${id}`];
  const name = environment[`SECUREFILE_NAME_${id}`] || 'key';
  if (!ticket || !token) {
    throw new DoorFault(`The agent gave no ${token ? 'ticket' : 'token'} for the secure file '${name}'.`, 'Name a file of Pipelines > Library > Secure files, and authorize it for this pipeline.');
  }

  const address = addressOf(id, ticket, environment);
  const target = path.join(folder, `key-${id.replace(/[^A-Za-z0-9-]/g, '')}-${path.win32.basename(name)}`);
  writeFileSync(target, await download(address, token, name), { mode: 0o600, flag: 'wx' });
  return target;
}

function addressOf(id, ticket, environment) {
  const collection = environment.SYSTEM_COLLECTIONURI || environment.SYSTEM_TEAMFOUNDATIONCOLLECTIONURI || '';
  const project = environment.SYSTEM_TEAMPROJECTID || environment.SYSTEM_TEAMPROJECT || '';
  if (!URL.canParse(collection)) {
    throw new DoorFault(`'${collection}' is no address of Azure DevOps.`, 'The agent sets SYSTEM_COLLECTIONURI; a job must not change it.');
  }

  const address = new URL(collection.endsWith('/') ? collection : `${collection}/`);
  const isLoopback = ['127.0.0.1', '[::1]', 'localhost'].includes(address.hostname);
  if (address.protocol !== 'https:' && !(address.protocol === 'http:' && isLoopback)) {
    throw new DoorFault(`'${collection}' is not https, and a key may not travel openly.`, 'Let the server answer over https, or hand over the key as ANDROID_KEYSTORE in base64.');
  }

  const file = new URL(`${encodeURIComponent(project)}/_apis/distributedtask/securefiles/${encodeURIComponent(id)}`, address);
  file.search = new URLSearchParams({ ticket, download: 'false' });
  return file;
}

// The address holds the ticket, so no message names it.
async function download(address, token, name) {
  const headers = { Accept: 'application/octet-stream;api-version=7.2-preview.1', Authorization: `Bearer ${token}` };
  for (let attempt = 1; ; attempt++) {
    let reason;
    try {
      const answer = await fetch(address, { headers, redirect: 'error', signal: AbortSignal.timeout(60_000) });
      if (answer.ok) {
        return await bodyOf(answer, name);
      }

      reason = `status ${answer.status}`;
      if (answer.status < 500 && answer.status !== 408 && answer.status !== 429) {
        throw new DoorFault(`Azure DevOps does not give out the secure file '${name}' (${reason}).`, 'Authorize it for this pipeline: Pipelines > Library > Secure files > Pipeline permissions.', 4);
      }
    } catch (error) {
      if (error instanceof DoorFault) {
        throw error;
      }

      reason = error.cause?.code ?? error.name;
    }

    if (attempt === attempts) {
      throw new DoorFault(`The secure file '${name}' could not be downloaded (${reason}, ${attempts} times).`, 'Run the job again.', 5);
    }

    await delay(attempt * 1000);
  }
}

async function bodyOf(answer, name) {
  const parts = [];
  let length = 0;
  for await (const part of answer.body) {
    length += part.length;
    if (length > limit) {
      throw new DoorFault(`The secure file '${name}' is larger than ${limit / 1024 / 1024} MB, which no key file is.`, 'Upload the key file itself.', 3);
    }

    parts.push(part);
  }

  return Buffer.concat(parts);
}
