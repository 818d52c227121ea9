// electron-builder calls this once the app is laid out, before it signs it.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Arch } from 'electron-builder';
import { setFuses } from './fuses.mjs';

export async function afterPack({ appOutDir, arch, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename;
  const executables = {
    darwin: join(`${name}.app`, 'Contents', 'MacOS', name),
    win32: `${name}.exe`,
    linux: packager.executableName,
  };
  // electron-builder removes these from its own download of Electron, but not from an unpacked copy.
  if (electronPlatformName !== 'darwin') {
    rmSync(join(appOutDir, 'version'), { force: true });
    rmSync(join(appOutDir, 'resources', 'default_app.asar'), { force: true });
  }
  await setFuses(join(appOutDir, executables[electronPlatformName]), {
    // Apple silicon runs signed code only, and changing the fuses breaks Electron's ad hoc signature.
    resetAdHocDarwinSignature: electronPlatformName === 'darwin' && arch === Arch.arm64,
  });
}
