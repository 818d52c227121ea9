import type { Fault } from '../../../shared/token-server/faults.ts';
import { invoke } from '../../api.ts';
import { armedFaults } from '../selectors/faults.ts';
import { update } from '../store.ts';
import { reportFailure } from './notices.ts';
import { ensureTokenServerRuns } from './token-server.ts';

/** Arms a fault, in the place of one with the same id. A server that does not run is started: it cannot do wrong else. */
export async function armFault(fault: Fault): Promise<void> {
  if (!(await ensureTokenServerRuns())) return;
  update(({ tokenServer: { spentFaults } }) => ({
    tokenServer: { spentFaults: spentFaults.filter(({ id }) => id !== fault.id) },
  }));
  reportFailure(await invoke('tokenServer.armFault', { fault }));
}

/** Disarms the fault with this id, or all of them. */
export async function disarmFaults(id: string | null): Promise<void> {
  update(({ tokenServer: { state: tokenServer } }) =>
    tokenServer.status === 'running'
      ? {
          // At once, and so that none of them counts as one that has done all it was to do.
          tokenServer: {
            state: {
              ...tokenServer,
              faults: armedFaults(tokenServer).filter(({ fault }) => id !== null && fault.id !== id),
            },
          },
        }
      : {},
  );
  reportFailure(await invoke('tokenServer.disarmFaults', { id }));
}
