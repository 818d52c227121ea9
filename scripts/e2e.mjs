// npm run test:e2e [-- <Playwright's arguments>]: drives the real app.
import { buildAll } from './build/build-all.mjs';
import { runPlaywright } from './e2e/run-playwright.mjs';
import { openDisplay } from './electron/display.mjs';
import { sandboxArguments } from './electron/launch-arguments.mjs';
import { provisionElectron } from './electron/provision.mjs';
import { root } from './root.mjs';

const [{ executable }] = await Promise.all([provisionElectron(), buildAll()]);
const display = await openDisplay();
await runPlaywright({
  project: 'window',
  executable,
  appArguments: [...sandboxArguments, root],
  env: display.env,
  args: process.argv.slice(2),
});
display.close();
