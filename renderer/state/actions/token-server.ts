import type { TokenServerSettings } from '../../../shared/ipc/inputs.ts';
import type { ServerRules } from '../../../shared/token-server/config.ts';
import { rulesOf } from '../../../shared/token-server/server-rules.ts';
import type { TokenServerState } from '../../../shared/token-server/state.ts';
import { invoke } from '../../api.ts';
import { findSpentFaults } from '../spent-faults.ts';
import { store, update } from '../store.ts';
import { reportFailure } from './notices.ts';

/** Starts the embedded token server; its progress arrives as states. */
export async function startTokenServer(): Promise<void> {
  reportFailure(await invoke('tokenServer.start', undefined));
}

export async function stopTokenServer(): Promise<void> {
  reportFailure(await invoke('tokenServer.stop', undefined));
}

/** What is left out stays as it is. A running server follows at once. */
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

/** New keys sign tokens from now on; false when the server could not be told. */
export async function rotateSigningKeys(): Promise<boolean> {
  return reportFailure(await invoke('tokenServer.rotateKeys', undefined));
}

/** Starts the server on another port than the one that is taken. */
export async function startTokenServerOn(port: number): Promise<void> {
  await configureTokenServer({ port });
  await startTokenServer();
}

/** Starts the server where it does not run, and waits until it does; false when it could not be started. */
export async function ensureTokenServerRuns(): Promise<boolean> {
  const before = store.getState().tokenServer.state;
  if (before.status === 'running') return true;
  const settled = new Promise<boolean>((resolve) => {
    const stop = store.subscribe(({ tokenServer: { state: tokenServer } }) => {
      // The failure of an earlier attempt does not count.
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
