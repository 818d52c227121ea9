import { existsSync } from 'node:fs';
import { join } from 'node:path';

const RESOURCES = 'resources/app.asar';
const candidates = {
  linux: ['linux-unpacked', 'linux-arm64-unpacked'].map((directory) => [directory, 'credence', RESOURCES]),
  win32: ['win-unpacked', 'win-arm64-unpacked'].map((directory) => [directory, 'Credence.exe', RESOURCES]),
  darwin: ['mac', 'mac-arm64', 'mac-universal'].map((directory) => [
    join(directory, 'Credence.app', 'Contents'),
    'MacOS/Credence',
    'Resources/app.asar',
  ]),
};

/** The executable and the archive of the unpacked app that electron-builder left in `output`. */
export function locatePackagedApp(output) {
  for (const [directory, executable, archive] of candidates[process.platform] ?? []) {
    const found = join(output, directory, executable);
    if (existsSync(found)) return { executable: found, archive: join(output, directory, archive) };
  }
  throw new Error(`no packaged app in ${output}`);
}
