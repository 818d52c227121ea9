import { spawnSync } from 'node:child_process';
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
    for (const name of REFUSED) verifyRefusal(executable, [...args, name], display.env);
    log(`does not start with ${REFUSED.join(', ')}`);
  } finally {
    display.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** One of each kind; test/unit/security has them all. */
const REFUSED = [
  '--remote-debugging-port=0',
  '--remote-debugging-pipe',
  '--inspect=0',
  '--disable-web-security',
];

function verifyRefusal(executable, args, env) {
  const { status, stderr } = spawnSync(executable, args, {
    encoding: 'utf8',
    timeout: 30_000,
    env: { ...process.env, ...env },
  });
  const refused = status === 2 && stderr.includes('Credence does not start with');
  if (!refused || /listening on/.test(stderr)) {
    throw new Error(`the packaged app must refuse ${args.at(-1)}; it ended with ${status}:\n${stderr}`);
  }
}
