import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDisplay } from '../electron/display.mjs';
import { sandboxArguments } from '../electron/launch-arguments.mjs';
import { timeToUsable } from '../electron/usable.mjs';

/** Starts the packaged app with an empty profile and waits until its window can be used. */
export async function verifyStarts(executable, log) {
  const profile = mkdtempSync(join(tmpdir(), 'credence-packaged-'));
  const display = await openDisplay();
  try {
    const args = [...sandboxArguments, `--user-data-dir=${profile}`];
    const ms = await timeToUsable(executable, args, { env: display.env });
    log(`starts: usable after ${Math.round(ms)} ms`);
  } finally {
    display.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
