// npm run package -- cli: the credence command as a package of its own, dist/cli/credence-<version>.tgz.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll } from '../build/build-all.mjs';
import { NOTICES_FILE } from '../build/fingerprint.mjs';
import { root } from '../root.mjs';
import { OLDEST_NODE } from '../supports-command.mjs';

/** Builds the package and returns the path of the tgz. */
export async function packageCli() {
  await buildAll();
  const source = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const output = join(root, 'dist', 'cli');
  const folder = join(output, 'package');
  rmSync(output, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'out', 'cli'), join(folder, 'lib'), { recursive: true });
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  cpSync(join(root, 'out', NOTICES_FILE), join(folder, NOTICES_FILE));
  cpSync(join(root, 'docs', 'cli.md'), join(folder, 'README.md'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(source), null, 2)}\n`);
  // npm is a shell script on Windows.
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const packed = execFileSync(npm, ['pack', '--json', '--pack-destination', output], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const [{ filename }] = JSON.parse(packed);
  return join(output, filename);
}

function manifest({ version, description, license, author, homepage, repository }) {
  return {
    name: 'credence',
    version,
    description,
    license,
    author,
    ...(homepage ? { homepage } : {}),
    ...(repository ? { repository } : {}),
    type: 'module',
    bin: { credence: 'lib/credence.js' },
    files: ['lib', 'README.md', 'LICENSE', NOTICES_FILE],
    engines: { node: `>=${OLDEST_NODE.join('.')}` },
  };
}
