import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder in which electron-builder leaves the unpacked app. */
const FOLDERS = {
  linux: { x64: 'linux-unpacked', arm64: 'linux-arm64-unpacked' },
  win32: { x64: 'win-unpacked', arm64: 'win-arm64-unpacked' },
  darwin: { x64: 'mac', arm64: 'mac-arm64' },
};

/** `electron` is the file with Electron's own code, `licenses` the folder with Electron's license files. */
const LAYOUT = {
  linux: {
    executable: 'credence-desktop',
    electron: 'credence-desktop',
    resources: 'resources',
    licenses: '',
  },
  win32: { executable: 'Credence.exe', electron: 'Credence.exe', resources: 'resources', licenses: '' },
  darwin: {
    executable: 'Credence.app/Contents/MacOS/Credence',
    electron: 'Credence.app/Contents/Frameworks/Electron Framework.framework/Electron Framework',
    resources: 'Credence.app/Contents/Resources',
    licenses: 'Credence.app/Contents/Resources',
  },
};

/** Finds the unpacked apps in `output`, one for each architecture. Throws if there is none. */
export function locatePackagedApps(output, platform = process.platform) {
  const apps = Object.entries(FOLDERS[platform]).map(([arch, folder]) => {
    const paths = Object.entries(LAYOUT[platform]).map(([name, path]) => [name, join(output, folder, path)]);
    return { arch, ...Object.fromEntries(paths) };
  });
  const found = apps.filter(({ executable }) => existsSync(executable));
  if (found.length === 0) throw new Error(`no packaged app in ${output}`);
  return found;
}
