import { setTimeout as delay } from 'node:timers/promises';

const LIMIT_MS = 60_000;

/** Waits until `holds` returns true, or a promise of it. On a timeout it throws, with the text of `explain`. */
export async function until(what, holds, explain = () => '') {
  const end = performance.now() + LIMIT_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not within ${LIMIT_MS / 1000} s: ${what}\n${explain()}`);
    await delay(100);
  }
}
