import { type AppState, store } from '../store.ts';
import { copyText } from './clipboard.ts';

/** Copies the details for a bug report. */
export function copyDiagnostics(): Promise<boolean> {
  return copyText(describeDiagnostics(store.getState()));
}

/** Versions, platform and settings; no secrets, and no names of users, servers or files. */
export function describeDiagnostics(state: AppState): string {
  const {
    settings,
    workspaces: { list: workspaces },
    tokenServer: { state: tokenServer, settings: tokenServerSettings },
  } = state;
  const { trust, ...shown } = settings;
  const facts: readonly (readonly [string, unknown])[] = [
    ['Credence', state.application.appVersion],
    ...Object.entries(state.application.versions),
    ['unofficial Electron', state.application.unofficialElectron],
    ['platform', state.application.platform],
    ['locale', state.application.locale],
    ['secret storage', state.secrets.storage],
    ['workspaces', workspaces.length],
    ['history', state.history.entries?.length ?? 'not loaded'],
    ['token server', `${tokenServer.status}, ${tokenServerSettings.scheme}`],
    ['settings', JSON.stringify({ ...shown, proven: undefined })],
    ['added CAs and pins', `${trust.extraCas.length} and ${trust.pins.length}`],
  ];
  return `${facts.map(([name, value]) => `${name}: ${String(value)}`).join('\n')}\n`;
}
