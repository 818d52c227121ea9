import { chmodSync, cpSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../root.mjs';

/**
 * Copies what starts the app into `folder`, where everybody may read it: root's home, in which the repository and
 * Electron may lie, is closed to other users.
 */
export function copyForOthers(folder, executable) {
  const electron = join(folder, 'electron');
  const app = join(folder, 'app');
  cpSync(dirname(executable), electron, { recursive: true });
  mkdirSync(app);
  for (const name of ['out', 'package.json']) cpSync(join(root, name), join(app, name), { recursive: true });
  openToAll(folder);
  return { executable: join(electron, 'electron'), app };
}

function openToAll(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const isProgram = entry.isDirectory() || ['electron', 'chrome_crashpad_handler'].includes(entry.name);
    chmodSync(path, isProgram ? 0o755 : 0o644);
  }
}
