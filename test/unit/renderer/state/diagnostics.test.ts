import { expect, test } from 'vitest';
import { describeDiagnostics } from '../../../../renderer/state/actions/diagnostics.ts';
import { store, update } from '../../../../renderer/state/store.ts';
import { useFakeBridge } from '../fake-bridge.ts';

test('diagnostics contain versions and settings, but no servers, clients or workspaces', () => {
  useFakeBridge();
  update({ application: { appVersion: '1.2.3', versions: { electron: '45.5.0' }, platform: 'linux' } });
  const text = describeDiagnostics(store.getState());
  expect(text).toContain('Credence: 1.2.3\nelectron: 45.5.0');
  expect(text).toContain('"theme":"system"');
  for (const { name, server, clients } of store.getState().workspaces.list) {
    expect(text).not.toContain(name);
    expect(text).not.toContain(server.tokenEndpoint);
    // “server” is also a word.
    for (const { clientId } of clients.slice(1)) expect(text).not.toContain(clientId);
  }
});
