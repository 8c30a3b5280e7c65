import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const prefix = 'mobiledist-';

/** Makes the folder that this run's temporary files go to, keys among them; nobody else can look into it. */
export const makeRunFolder = parent => mkdtempSync(path.join(parent || os.tmpdir(), prefix));

/** The variables that tell a program, on any system, where its temporary files go. */
export const temporaryFiles = folder => ({ TMPDIR: folder, TEMP: folder, TMP: folder });

/**
 * Removes a run's folder; one that is gone already is fine. Only a folder with our prefix directly in `parent` is
 * touched, for the state that names it lies where other programs of the job can write.
 * @returns {Promise<string | undefined>} why it could not be removed
 */
export async function removeRunFolder(folder, parent) {
  if (!folder) {
    return undefined;
  }

  if (path.dirname(folder) !== path.resolve(parent || os.tmpdir()) || !path.basename(folder).startsWith(prefix)) {
    return `'${folder}' is no folder that this program made`;
  }

  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    return undefined;
  } catch (error) {
    return error.message;
  }
}
