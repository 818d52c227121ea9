// With CREDENCE_BENCH=1 the main process prints one line when its window can be used.
import { spawn } from 'node:child_process';

const USABLE = 'credence: usable';

/** Starts an app, resolves to the milliseconds until it says that it is usable, and ends it. */
export async function timeToUsable(executable, args, { env = {}, limitMs = 30_000 } = {}) {
  const started = performance.now();
  const child = spawn(executable, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env, CREDENCE_BENCH: '1' },
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    await waitForLine(child, limitMs);
    return performance.now() - started;
  } finally {
    child.kill();
    await ended;
  }
}

function waitForLine(child, limitMs) {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (reason) => reject(new Error(`${reason}; it printed:\n${output.slice(-2000)}`));
    const timer = setTimeout(() => fail(`the app was not usable within ${limitMs} ms`), limitMs);
    const settle = (action) => {
      clearTimeout(timer);
      action();
    };
    const listen = (chunk) => {
      output += chunk;
      if (output.includes(USABLE)) settle(resolve);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', (error) => settle(() => reject(error)));
    child.once('close', (code, signal) => settle(() => fail(`the app ended (${code ?? signal})`)));
  });
}
