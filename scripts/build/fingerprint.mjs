// Tells whether out/ is what a build would make now: by the content of everything that goes in, and by the
// content of what came out.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';

const INPUTS = [
  'electron',
  'renderer',
  'shared',
  'scripts/build',
  'package.json',
  'package-lock.json',
  // What is really installed, which the lock file only promises.
  'node_modules/.package-lock.json',
];
export const NOTICES_FILE = 'THIRD-PARTY-NOTICES.txt';
export const OUTPUTS = ['main', 'preload', 'renderer', 'cli', NOTICES_FILE];

const stampFile = (out) => join(out, 'build.json');

export function fingerprintInputs() {
  return fingerprint(INPUTS.map((name) => join(root, name)));
}

export function isUpToDate(out, inputs) {
  try {
    const stamp = JSON.parse(readFileSync(stampFile(out), 'utf8'));
    return stamp.inputs === inputs && stamp.outputs === fingerprintOutputs(out);
  } catch {
    return false;
  }
}

export function recordBuild(out, inputs) {
  const stamp = { inputs, outputs: fingerprintOutputs(out) };
  writeFileSync(stampFile(out), `${JSON.stringify(stamp, null, 2)}\n`);
}

const fingerprintOutputs = (out) => fingerprint(OUTPUTS.map((name) => join(out, name)));

function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of listFiles(path))
      hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function listFiles(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
