import { spawn } from 'node:child_process';
import os from 'node:os';

const signals = ['SIGINT', 'SIGTERM'];

/**
 * Runs a program to its end with this process's outputs. A signal reaches only the shim, so it is passed on; on Windows
 * the console tells the child itself, and passing on would end it before it has cleaned up.
 * @returns {Promise<number>} its exit code
 */
export function run(command, args, { cwd, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true });
    const passOn = signal => process.platform !== 'win32' && child.kill(signal);
    signals.forEach(signal => process.on(signal, passOn));
    const settle = action => {
      signals.forEach(signal => process.off(signal, passOn));
      action();
    };
    child.once('error', error => settle(() => reject(error)));
    child.once('close', (code, signal) => settle(() => resolve(code ?? 128 + (os.constants.signals[signal] ?? 0))));
  });
}
