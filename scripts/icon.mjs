// Makes the app icon's PNG from its SVG: node scripts/icon.mjs (after the drawing has changed; both are committed).
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { openDisplay } from './electron/display.mjs';
import { sandboxArguments } from './electron/launch-arguments.mjs';
import { provisionElectron } from './electron/provision.mjs';
import { followChild } from './follow-child.mjs';
import { root } from './root.mjs';

const resources = join(root, 'electron', 'resources');
const { executable } = await provisionElectron();
const display = await openDisplay();
const args = [
  join(root, 'scripts/icon/render.mjs'),
  join(resources, 'icon.svg'),
  join(resources, 'icon.png'),
  '1024',
];
await followChild(
  spawn(executable, [...sandboxArguments, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...display.env },
  }),
);
display.close();
