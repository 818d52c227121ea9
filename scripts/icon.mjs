// Renders every icon from electron/resources/icon.svg: node scripts/icon.mjs. Run it after changing the SVG, and commit the icons.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BICUBIC, createICNS, createICO } from 'png2icons';
import { openDisplay } from './electron/display.mjs';
import { sandboxArguments } from './electron/launch-arguments.mjs';
import { provisionElectron } from './electron/provision.mjs';
import { followChild } from './follow-child.mjs';
import { root } from './root.mjs';

/** The sizes in pixels that Linux desktops look for. */
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512];

const resources = join(root, 'electron', 'resources');
const { executable } = await provisionElectron();
const display = await openDisplay();
mkdirSync(join(resources, 'icons'), { recursive: true });
const args = [
  join(root, 'scripts/icon/render.mjs'),
  join(resources, 'icon.svg'),
  join(resources, 'icon.png'),
  '1024',
  join(resources, 'icons'),
  SIZES.join(','),
];
await followChild(
  spawn(executable, [...sandboxArguments, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...display.env },
  }),
);
display.close();

const large = readFileSync(join(resources, 'icon.png'));
writeFileSync(join(resources, 'icon.icns'), createICNS(large, BICUBIC, 0));
writeFileSync(join(resources, 'icon.ico'), createICO(large, BICUBIC, 0, true));
