// Four plain Vite builds side by side: the page, the main process with the token server, the preload, the command.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { Advice } from '../advice.mjs';
import { root } from '../root.mjs';
import { cliConfig, cliEntry } from './cli.mjs';
import { fingerprintInputs, isUpToDate, NOTICES_FILE, OUTPUTS, recordBuild } from './fingerprint.mjs';
import { mainConfig, mainEntries } from './main.mjs';
import { withLicenseList, writeNotices } from './notices.mjs';
import { preloadConfig, preloadEntry } from './preload.mjs';
import { rendererConfig } from './renderer.mjs';

const out = join(root, 'out');

/** Builds into out/, unless that is already what a build would make. */
export async function buildAll({ force = false } = {}) {
  assertEntriesExist();
  const inputs = fingerprintInputs();
  if (!force && isUpToDate(out, inputs)) return { skipped: true };
  // Vite builds React for development where the environment says so: a third larger, and slow to start.
  process.env.NODE_ENV = 'production';
  mkdirSync(out, { recursive: true });
  // A failed or interrupted build leaves the last good one in place.
  const next = mkdtempSync(join(out, '.next-'));
  try {
    const configs = {
      renderer: rendererConfig(join(next, 'renderer')),
      main: mainConfig(join(next, 'main')),
      preload: preloadConfig(join(next, 'preload')),
      cli: cliConfig(join(next, 'cli')),
    };
    await Promise.all(Object.values(configs).map((config) => build(withLicenseList(config))));
    writeNotices(
      join(next, NOTICES_FILE),
      Object.keys(configs).map((name) => join(next, name)),
    );
    for (const name of OUTPUTS) replace(join(next, name), join(out, name));
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
  // Whoever edits while we build gets the next build: the stamp is of what we started from.
  recordBuild(out, inputs);
  return { skipped: false };
}

function assertEntriesExist() {
  const entries = ['renderer/index.html', ...Object.values(mainEntries), preloadEntry, cliEntry];
  const missing = entries.filter((file) => !existsSync(join(root, file)));
  if (missing.length > 0) throw new Advice(`cannot build: ${missing.join(', ')} does not exist`);
}

function replace(from, to) {
  rmSync(to, { recursive: true, force: true });
  renameSync(from, to);
}
