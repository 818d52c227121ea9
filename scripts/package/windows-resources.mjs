// Packages the app for Windows around a stub in place of Electron's executable, and reads the stub's resources back. What
// Windows shows of Credence.exe (name, version, icon) is checked on any system this way.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { Data, NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { root } from '../root.mjs';
import { verifyFuses } from './fuses.mjs';

/** What Electron's fuses are found by, and their initial state: https://github.com/electron/fuses. */
const FUSES = `dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x09${'0'.repeat(9)}`;
const MANIFEST = 24;

export async function verifyWindowsResources(folder, log) {
  const stub = join(folder, 'stub');
  writeStub(stub);
  const output = join(folder, 'windows');
  await build({
    projectDir: root,
    targets: Platform.WINDOWS.createTarget('dir', Arch.x64),
    config: {
      extends: join(root, 'electron-builder.yml'),
      directories: { output },
      electronDist: stub,
    },
  });
  const executable = join(output, 'win-unpacked', 'Credence.exe');
  await verifyFuses(executable, () => {});
  verifyResources(executable);
  log('Windows: name, version, icon, manifest and fuses of a stub executable are right');
}

/** As much of Electron for Windows as electron-builder looks for. */
function writeStub(folder) {
  for (const name of ['resources', 'locales']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'locales', 'en-US.pak'), '');
  const executable = NtExecutable.createEmpty(false, false);
  const resource = NtExecutableResource.from(executable);
  const manifest =
    '<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0"><trustInfo><security><requestedPrivileges>' +
    '<requestedExecutionLevel level="asInvoker" uiAccess="false"/></requestedPrivileges></security></trustInfo></assembly>';
  const bin = new TextEncoder().encode(manifest).buffer;
  resource.entries.push({ type: MANIFEST, id: 1, lang: 1033, codepage: 1200, bin });
  const info = Resource.VersionInfo.createEmpty();
  info.setFileVersion('1.2.3', 1033);
  info.setStringValues(
    { lang: 1033, codepage: 1200 },
    { ProductName: 'Electron', FileDescription: 'Electron' },
  );
  info.outputToResourceEntries(resource.entries);
  resource.outputResource(executable);
  const bytes = Buffer.concat([Buffer.from(executable.generate()), Buffer.from(FUSES, 'latin1')]);
  writeFileSync(join(folder, 'electron.exe'), bytes);
}

function verifyResources(executable) {
  const { version, productName } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(executable)));
  const [info] = Resource.VersionInfo.fromEntries(entries);
  const [language] = info.getAllLanguagesForStringValues();
  const values = info.getStringValues(language);
  assert.equal(values.ProductName, productName);
  assert.equal(values.FileDescription, productName);
  assert.equal(values.FileVersion, version);
  assert.equal(values.InternalName, productName);
  assert.match(values.LegalCopyright, /MIT/);

  const [icons] = Resource.IconGroupEntry.fromEntries(entries);
  const drawn = Data.IconFile.from(readFileSync(join(root, 'electron/resources/icon.ico'))).icons;
  assert.deepEqual(
    icons.icons.map(({ width }) => width),
    drawn.map(({ width }) => width),
    'icon sizes',
  );

  const manifest = entries.find(({ type }) => type === MANIFEST);
  assert.match(Buffer.from(manifest.bin).toString('utf8'), /level="asInvoker"/, 'needs no administrator');
}
