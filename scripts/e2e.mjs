// npm run test:e2e [-- <Playwright's arguments>]: drives the real app. Electron is the browser: none is
// downloaded. The app under test is named by CREDENCE_ELECTRON (executable) and CREDENCE_ELECTRON_ARGS (JSON).
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildAll } from './build/build-all.mjs';
import { openDisplay } from './electron/display.mjs';
import { sandboxArguments } from './electron/launch-arguments.mjs';
import { provisionElectron } from './electron/provision.mjs';
import { followChild } from './follow-child.mjs';
import { root } from './root.mjs';

const [{ executable }] = await Promise.all([provisionElectron(), buildAll()]);
const display = await openDisplay();
const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
const args = ['test', '--config', join(root, 'playwright.config.ts'), ...process.argv.slice(2)];
await followChild(
  spawn(process.execPath, [cli, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...display.env,
      CREDENCE_ELECTRON: executable,
      CREDENCE_ELECTRON_ARGS: JSON.stringify([...sandboxArguments, root]),
      PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
    },
  }),
);
display.close();
