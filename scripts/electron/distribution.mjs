// A distribution is a directory that holds one unpacked Electron: where its executable is, and which version.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const executables = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** The Electron in `dist`, or null when there is none. */
export function readDistribution(dist, source) {
  const executable = join(dist, executables[process.platform] ?? 'electron');
  if (!existsSync(executable)) return null;
  return { dist, executable, source, version: readVersion(dist) };
}

function readVersion(dist) {
  try {
    return readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return 'unknown';
  }
}
