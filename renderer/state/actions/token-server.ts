import type { TokenServerSettings } from '../../../shared/ipc/inputs.ts';
import type { ServerRules } from '../../../shared/token-server/config.ts';
import { rulesOf } from '../../../shared/token-server/server-rules.ts';
import type { TokenServerState } from '../../../shared/token-server/state.ts';
import { invoke } from '../../api.ts';
import { findSpentFaults } from '../spent-faults.ts';
import { store, update } from '../store.ts';
import { reportFailure } from './notices.ts';

/** Starts the embedded token server; progress arrives as state events. */
export async function startTokenServer(): Promise<void> {
  reportFailure(await invoke('tokenServer.start', undefined));
}

export async function stopTokenServer(): Promise<void> {
  reportFailure(await invoke('tokenServer.stop', undefined));
}

/** Omitted settings stay. A running server applies changes at once. */
export async function configureTokenServer(change: Partial<TokenServerSettings>): Promise<void> {
  const before = store.getState().tokenServer.settings;
  const settings = { ...before, ...change };
  update({ tokenServer: { settings } });
  if (reportFailure(await invoke('tokenServer.configure', { settings }))) return;
  update({ tokenServer: { settings: before } });
}

export async function changeServerRules(change: Partial<ServerRules>): Promise<void> {
  const rules = rulesOf(store.getState().tokenServer.settings);
  await configureTokenServer({ rules: { ...rules, ...change } });
}

/** Signs with new keys from now on; false on failure. */
export async function rotateSigningKeys(): Promise<boolean> {
  return reportFailure(await invoke('tokenServer.rotateKeys', undefined));
}

/** Starts the server on another port. */
export async function startTokenServerOn(port: number): Promise<void> {
  await configureTokenServer({ port });
  await startTokenServer();
}

/** Starts the server if necessary and waits until it runs; false if it failed. */
export async function ensureTokenServerRuns(): Promise<boolean> {
  const before = store.getState().tokenServer.state;
  if (before.status === 'running') return true;
  const settled = new Promise<boolean>((resolve) => {
    const stop = store.subscribe(({ tokenServer: { state: tokenServer } }) => {
      // Ignore the failure of an earlier attempt.
      if (tokenServer === before) return;
      if (tokenServer.status !== 'running' && tokenServer.status !== 'failed') return;
      stop();
      resolve(tokenServer.status === 'running');
    });
  });
  if (!reportFailure(await invoke('tokenServer.start', undefined))) return false;
  return await settled;
}

export function takeTokenServerState(tokenServer: TokenServerState): void {
  update(({ tokenServer: { state: before, spentFaults } }) => ({
    tokenServer: { state: tokenServer, spentFaults: findSpentFaults(before, tokenServer, spentFaults) },
  }));
}
