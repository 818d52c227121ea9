import type { ArmedFault } from '../../../shared/token-server/faults.ts';
import type { TokenServerState } from '../../../shared/token-server/state.ts';
import type { AppState } from '../store.ts';

const NONE: readonly ArmedFault[] = [];

/** A server's armed faults; always the same empty list if there are none. */
export function armedFaults(server: TokenServerState): readonly ArmedFault[] {
  return (server.status === 'running' ? server.faults : undefined) ?? NONE;
}

export function selectArmedFaults({ tokenServer: { state: tokenServer } }: AppState): readonly ArmedFault[] {
  return armedFaults(tokenServer);
}
