import type { Fault } from '../../../shared/token-server/faults.ts';
import { invoke } from '../../api.ts';
import { armedFaults } from '../selectors/faults.ts';
import { update } from '../store.ts';
import { reportFailure } from './notices.ts';
import { ensureTokenServerRuns } from './token-server.ts';

/** Arms a fault, replacing one with the same ID. Starts the server if it is stopped. */
export async function armFault(fault: Fault): Promise<void> {
  if (!(await ensureTokenServerRuns())) return;
  update(({ tokenServer: { spentFaults } }) => ({
    tokenServer: { spentFaults: spentFaults.filter(({ id }) => id !== fault.id) },
  }));
  reportFailure(await invoke('tokenServer.armFault', { fault }));
}

/** Disarms the fault with this ID, or all. */
export async function disarmFaults(id: string | null): Promise<void> {
  update(({ tokenServer: { state: tokenServer } }) =>
    tokenServer.status === 'running'
      ? {
          // At once, so that none counts as used up.
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
