// npm run test:chromium [-- <Playwright's arguments>]: the built page in a Chromium of the shipped Electron's branch, with
// the app of the E2E tests under it, whose Electron may be older. Ends with 75 where no such Chromium is installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { buildAll } from './build/build-all.mjs';
import { runPlaywright } from './e2e/run-playwright.mjs';
import { openDisplay } from './electron/display.mjs';
import { sandboxArguments } from './electron/launch-arguments.mjs';
import { officialVersion } from './electron/official.mjs';
import { provisionElectron } from './electron/provision.mjs';
import { root } from './root.mjs';
import { writeFact } from './stages/facts.mjs';

const CANNOT = 75;
/** The branch of Chromium that a major version of Electron is made from (releases.electronjs.org). */
const CHROMIUM_OF_ELECTRON = { 45: 156 };

const found = findChromium();
if (found.obstacle) {
  console.log(`in Chromium: not run: ${found.obstacle}`);
  writeFact('chromium', `not run: in Chromium: ${found.obstacle}`);
  process.exit(CANNOT);
}
writeFact('chromium', `the page also ran in ${found.label}, the branch of Electron ${officialVersion}`);

const [{ executable }] = await Promise.all([provisionElectron(), buildAll()]);
const display = await openDisplay();
process.env.CREDENCE_CHROMIUM = found.path;
await runPlaywright({
  project: 'chromium',
  executable,
  appArguments: [...sandboxArguments, root],
  env: display.env,
  args: process.argv.slice(2),
});
display.close();

function findChromium() {
  const branch = CHROMIUM_OF_ELECTRON[officialVersion.split('.')[0]];
  const path = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((each) => existsSync(each));
  if (path === undefined) return { obstacle: `no Chromium is installed in /usr/bin; ${branch} is wanted` };
  const { stdout } = spawnSync(path, ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const version = /Chromium (\d+)[\d.]*/.exec(stdout);
  if (version === null) return { obstacle: `${path} does not tell its version` };
  if (Number(version[1]) !== branch) return { obstacle: `${version[0]} is installed, ${branch} is wanted` };
  return { path, label: version[0] };
}
