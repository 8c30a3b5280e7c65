import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { DoorFault } from './door-fault.mjs';
import { requireDotnet } from './dotnet.mjs';

/**
 * How to start the host: the prebuilt one in `folder/host`, which has to be what `folder/host.sha256` says, or else the
 * sources' own build script.
 * @param {{folder: string, sources?: string, environment: NodeJS.ProcessEnv, setup: string[]}} door
 * @returns {Promise<{command: string, args: string[]}>}
 */
export async function findHost({ folder, sources, environment, setup }) {
  const assembly = path.join(folder, 'host', 'MobileDist.dll');
  if (existsSync(assembly)) {
    const [dotnet] = await Promise.all([requireDotnet('runtime', environment, setup), verify(folder)]);
    return { command: dotnet, args: [assembly] };
  }

  const windows = process.platform === 'win32';
  const script = sources && path.join(sources, windows ? 'build.ps1' : 'build.sh');
  if (!script || !existsSync(script)) {
    throw new DoorFault(`The host is not there: no '${assembly}'.`, 'Take a released version: its tag or package carries the host.', 1);
  }

  if (environment.MOBILEDIST_INSTALL_DOTNET !== '1') {
    await requireDotnet('sdk', environment, setup);
  }

  return windows
    ? { command: 'powershell', args: ['-NoLogo', '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', script] }
    : { command: 'bash', args: [script] };
}

async function verify(folder) {
  const host = path.join(folder, 'host');
  const damaged = what => new DoorFault(`The prebuilt host is not the one that was released: ${what}.`, 'Pin another release, or clear the cached copy of this one.', 1);
  const text = await readFile(path.join(folder, 'host.sha256'), 'utf8').catch(() => {
    throw damaged("'host.sha256' cannot be read");
  });
  const wanted = new Map();
  for (const line of text.split('\n').filter(Boolean)) {
    const [, hash, name] = /^([0-9a-f]{64}) {2}(\S.*)$/.exec(line) ?? [];
    if (!name) {
      throw damaged("'host.sha256' is malformed");
    }

    wanted.set(name, hash);
  }

  const entries = await readdir(host, { recursive: true, withFileTypes: true });
  await Promise.all(entries.filter(entry => !entry.isDirectory()).map(async entry => {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const name = path.relative(host, file).split(path.sep).join('/');
    const hash = entry.isFile() ? createHash('sha256').update(await readFile(file)).digest('hex') : undefined;
    if (!hash || wanted.get(name) !== hash) {
      throw damaged(`'host/${name}' ${wanted.has(name) ? 'has other contents' : 'does not belong to it'}`);
    }

    wanted.delete(name);
  }));
  for (const name of wanted.keys()) {
    throw damaged(`'host/${name}' is missing`);
  }
}
