// Reads what fpm-recorder.mjs recorded, and checks what users of the deb and the rpm would notice.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ICON_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
/** The packages with the libraries that Electron's binary links or loads. */
const DEPENDS = {
  deb: ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2', 'libxkbcommon0', 'libsecret-1-0', 'xdg-utils'],
  rpm: ['gtk3', 'nss', 'mesa-libgbm', 'alsa-lib', 'libxkbcommon', 'libsecret', 'xdg-utils'],
};
/** As fpm is told; it writes amd64 as x86_64 into the rpm. */
const ARCHITECTURES = { deb: { x64: 'amd64', arm64: 'arm64' }, rpm: { x64: 'amd64', arm64: 'aarch64' } };

export function verifyLinuxPackages(folder, log) {
  for (const kind of Object.keys(DEPENDS)) {
    const record = JSON.parse(readFileSync(join(folder, `${kind}.json`), 'utf8'));
    verifyOptions(kind, record.options);
    verifyFiles(record);
    log(`${kind}: dependencies, ${ICON_SIZES.length} icons, menu entry and file type are right`);
  }
}

function verifyOptions(kind, options) {
  const [architecture] = options['--architecture'];
  assert.equal(architecture, ARCHITECTURES[kind][process.arch]);
  assert.deepEqual(options['--name'], ['credence']);
  assert.match(options['--url'][0], /^https:\/\//);
  assert.match(options['--maintainer'][0], /^.+ <\S+@\S+>$/);
  const depends = options['-d'].flatMap((text) => text.split(' | '));
  const missing = DEPENDS[kind].filter((name) => !depends.includes(name));
  assert.deepEqual(missing, [], `${kind}: missing dependencies`);
}

function verifyFiles({ targets, texts }) {
  const icons = ICON_SIZES.map(
    (size) => `/usr/share/icons/hicolor/${size}x${size}/apps/credence-desktop.png`,
  );
  const missing = icons.filter((icon) => !targets.includes(icon));
  assert.deepEqual(missing, [], 'missing icons');
  const entry = parseDesktopEntry(texts['/usr/share/applications/credence-desktop.desktop']);
  assert.equal(entry.Exec, '/opt/Credence/credence-desktop %U', 'Exec, without --no-sandbox');
  assert.equal(entry.StartupWMClass, 'credence-desktop');
  assert.equal(entry.Icon, 'credence-desktop');
  assert.equal(entry.Categories, 'Development;');
  assert.equal(entry.MimeType, 'application/vnd.credence.workspace+json;');
  const mime = texts['/usr/share/mime/packages/credence-desktop.xml'];
  const globs = [...mime.matchAll(/pattern="([^"]+)"/g)].map(([, glob]) => glob);
  assert.deepEqual(globs, ['*.credence.json'], 'the only file type');
}

function parseDesktopEntry(text) {
  const lines = text.split('\n').filter((line) => line.includes('='));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}
