import type { Fault } from '../../shared/token-server/faults.ts';
import type { TokenServerState } from '../../shared/token-server/state.ts';
import { armedFaults } from './selectors/faults.ts';

/** Those worth arming again. */
const LIMIT = 5;

/** The spent faults after the server has told its state: those that were to act so often and are gone by themselves. */
export function findSpentFaults(
  before: TokenServerState,
  after: TokenServerState,
  spent: readonly Fault[],
): readonly Fault[] {
  // With the server's process its faults are gone, done or not.
  if (after.status !== 'running') return spent;
  const armed = new Set(armedFaults(after).map(({ fault }) => fault.id));
  const done = armedFaults(before)
    .map(({ fault }) => fault)
    .filter(({ id, occurrence }) => occurrence.mode === 'next' && !armed.has(id));
  const stillDone = spent.filter(({ id }) => !armed.has(id) && done.every((fault) => fault.id !== id));
  if (done.length === 0 && stillDone.length === spent.length) return spent;
  return [...done, ...stillDone].slice(0, LIMIT);
}
