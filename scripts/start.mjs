// npm start [-- --tutorial]: provisions Electron, builds what changed, opens Credence. Where there is no
// display it shows what Credence does anyway: the guided tutorial on a virtual one, step by step on stdout.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll } from './build/build-all.mjs';
import { openDisplay } from './electron/display.mjs';
import { sandboxArguments } from './electron/launch-arguments.mjs';
import { provisionElectron } from './electron/provision.mjs';
import { followChild } from './follow-child.mjs';
import { root } from './root.mjs';

const [{ executable }] = await Promise.all([provisionElectron(), buildAll()]);
const display = await openDisplay();
const args = [...sandboxArguments, root, ...process.argv.slice(2)];
if (display.isVirtual) await runTutorial();
else await followChild(spawn(executable, args, { stdio: 'inherit' }));

async function runTutorial() {
  const screenshots = join(root, 'out', 'tutorial');
  // A profile of its own: the tutorial starts from the first start's state, and leaves none behind.
  const profile = mkdtempSync(join(tmpdir(), 'credence-tutorial-'));
  console.log('There is no display here: running the guided tutorial on a virtual one.');
  console.log(`Screenshots of its steps: ${screenshots}`);
  const tutorial = [
    '--tutorial',
    '--tutorial-report',
    `--screenshots=${screenshots}`,
    `--user-data-dir=${profile}`,
    // A container has no D-Bus: Chromium's complaints about it would bury the steps.
    '--log-level=3',
  ];
  try {
    await followChild(
      spawn(executable, [...args, ...tutorial], {
        stdio: 'inherit',
        env: { ...process.env, ...display.env },
      }),
    );
  } finally {
    display.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
