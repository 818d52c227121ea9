import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { NOTICES_FILE } from '../build/fingerprint.mjs';
import { root } from '../root.mjs';

const ICON = 'electron/resources/icons/256x256.png';
const ALLOWED = [
  /^package\.json$/,
  /^out(\/(main|preload|renderer)(\/.*)?)?$/,
  /^electron(\/resources(\/icons)?)?$/,
  new RegExp(`^${ICON}$`),
];
const REQUIRED = [
  'out/main/main.js',
  'out/main/token-server.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
  ICON,
];
/** The standalone token server runs under plain Node; the app has its own. */
const FORBIDDEN = ['out/main/token-server-cli.js'];

/** Throws if app.asar has anything but Vite's output, or if Electron's default app is still there. */
export function verifyContents({ resources }, log) {
  const archive = join(resources, 'app.asar');
  const files = listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/').slice(1));
  const isUnexpected = (file) => FORBIDDEN.includes(file) || !ALLOWED.some((allowed) => allowed.test(file));
  const unexpected = files.filter(isUnexpected);
  if (unexpected.length > 0) throw new Error(`unexpected in app.asar: ${unexpected.slice(0, 5).join(', ')}`);
  const missing = REQUIRED.filter((file) => !files.includes(file));
  if (missing.length > 0) throw new Error(`missing in app.asar: ${missing.join(', ')}`);
  if (existsSync(join(resources, 'default_app.asar'))) throw new Error('default_app.asar is still there');
  log(`app.asar: ${files.length} entries, build output only`);
}

/** Throws if a license file is missing, or if the notices leave out a package that Credence depends on. */
export function verifyLicenses({ resources, licenses }, log) {
  const notices = join(resources, NOTICES_FILE);
  const files = [
    join(resources, 'LICENSE'),
    notices,
    join(licenses, 'LICENSE.electron.txt'),
    join(licenses, 'LICENSES.chromium.html'),
  ];
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length > 0) throw new Error(`missing license files: ${missing.join(', ')}`);
  const text = readFileSync(notices, 'utf8');
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const absent = Object.entries(dependencies).filter(
    ([name, version]) => !text.includes(`\n${name} ${version} (`),
  );
  if (absent.length > 0)
    throw new Error(`not in ${NOTICES_FILE}: ${absent.map(([name]) => name).join(', ')}`);
  log(`licenses: Credence, ${text.match(/^\S+ \S+ \(.+\)$/gm).length} packages, Electron, Chromium`);
}
