// With CREDENCE_BENCH=1 the main process prints when its window first showed something, and when it can be used.
import { spawn } from 'node:child_process';

const USABLE = 'credence: usable';

/** Starts an app, resolves to the milliseconds until it says that it is usable, and ends it. */
export async function timeToUsable(executable, args, options) {
  return (await measureStart(executable, args, options)).usable;
}

/** The same with the first contentful paint, where the app tells it, and what `atEnd` measures of the running process. */
export async function measureStart(
  executable,
  args,
  { env = {}, limitMs = 30_000, atEnd = () => undefined } = {},
) {
  const started = performance.now();
  const startedAt = Date.now();
  const child = spawn(executable, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env, CREDENCE_BENCH: '1' },
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    const readOutput = await waitForLine(child, limitMs);
    const usable = performance.now() - started;
    const end = await atEnd(child.pid);
    const painted = /credence: painted ([\d.]+)/.exec(readOutput())?.[1];
    return { usable, ...(painted !== undefined && { painted: Number(painted) - startedAt }), end };
  } finally {
    child.kill();
    await ended;
  }
}

function waitForLine(child, limitMs) {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (reason) => reject(new Error(`${reason}; it printed:\n${output.slice(-2000)}`));
    const timer = setTimeout(
      () => fail(`the app was not usable within ${limitMs} ms (${child.spawnargs.join(' ')})`),
      limitMs,
    );
    const settle = (action) => {
      clearTimeout(timer);
      action();
    };
    const listen = (chunk) => {
      output += chunk;
      if (output.includes(USABLE)) settle(() => resolve(() => output));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', (error) => settle(() => reject(error)));
    child.once('close', (code, signal) => settle(() => fail(`the app ended (${code ?? signal})`)));
  });
}
