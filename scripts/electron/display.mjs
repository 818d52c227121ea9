// A virtual display for machines without a screen. Xvfb picks a free number itself and tells it on a pipe,
// which is quicker and safer than guessing one (xvfb-run waits three seconds).
import { spawn } from 'node:child_process';
import { hasDisplay } from './system-libraries.mjs';

const START_LIMIT_MS = 15_000;

/** What a child process must have in its environment to open a window, and how to end the display. */
export async function openDisplay() {
  return hasDisplay ? { isVirtual: false, env: {}, close: () => {} } : openVirtualDisplay();
}

/** Like `openDisplay`, but always virtual. `args` go to Xvfb. */
export async function openVirtualDisplay(args = []) {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', ...args],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const close = () => server.kill();
  process.once('exit', close);
  const number = await readNumber(server);
  return { isVirtual: true, env: { DISPLAY: `:${number}` }, close };
}

function readNumber(server) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Xvfb did not start in time')), START_LIMIT_MS);
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code} before it was ready`)));
    let text = '';
    server.stdio[3].on('data', (chunk) => {
      text += chunk;
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      resolve(text.trim());
    });
  });
}
