import type { ArmedFault } from '../../../shared/token-server/faults.ts';
import type { TokenServerState } from '../../../shared/token-server/state.ts';
import type { AppState } from '../store.ts';

const NONE: readonly ArmedFault[] = [];

/** What a server is to do wrong on purpose; the same empty list for all that are to do nothing. */
export function armedFaults(server: TokenServerState): readonly ArmedFault[] {
  return (server.status === 'running' ? server.faults : undefined) ?? NONE;
}

export function selectArmedFaults({ tokenServer: { state: tokenServer } }: AppState): readonly ArmedFault[] {
  return armedFaults(tokenServer);
}
