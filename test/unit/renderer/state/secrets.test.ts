import { beforeEach, expect, test, vi } from 'vitest';
import {
  clearSecret,
  flushSecrets,
  setSecret,
  typeSecret,
} from '../../../../renderer/state/actions/secrets.ts';
import { selectHasSecret } from '../../../../renderer/state/selectors/secrets.ts';
import { store } from '../../../../renderer/state/store.ts';
import { appError } from '../../../../shared/errors.ts';
import { err } from '../../../../shared/result.ts';
import { useFakeBridge } from '../fake-bridge.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

test('a secret goes to the main process once typing pauses, and only as it then is', async () => {
  const bridge = useFakeBridge();
  for (const text of ['S', 'Se', 'Secr3t!']) typeSecret('w1', 'client:c1', text);
  expect(bridge.calls).toEqual([]);
  await vi.runAllTimersAsync();
  expect(bridge.inputs('secret.set')).toEqual([{ workspaceId: 'w1', name: 'client:c1', secret: 'Secr3t!' }]);
  expect(selectHasSecret(store.getState())).toBe(true);
  expect(store.getState().secrets.storage).toBe('memory');
});

test('the state never contains a secret, neither during input nor after', async () => {
  useFakeBridge();
  const dump = () =>
    JSON.stringify(store.getState(), (_, value) => (value instanceof Set ? [...value] : value));
  typeSecret('w1', 'client:c1', 'canary-5b1f');
  expect(dump()).not.toContain('canary-5b1f');
  await vi.runAllTimersAsync();
  expect(dump()).not.toContain('canary-5b1f');
});

test('an emptied field clears the secret', async () => {
  const bridge = useFakeBridge();
  typeSecret('w1', 'client:c1', 'x');
  typeSecret('w1', 'client:c1', '');
  await flushSecrets();
  expect(bridge.inputs('secret.set').map(({ secret }) => secret)).toEqual(['']);
  expect(selectHasSecret(store.getState())).toBe(false);
});

test('secrets of two clients that are typed in a row both arrive', async () => {
  const bridge = useFakeBridge();
  typeSecret('w1', 'client:c1', 'one');
  typeSecret('w1', 'client:c2', 'two');
  await flushSecrets();
  expect(bridge.inputs('secret.set').map(({ name, secret }) => [name, secret])).toEqual([
    ['client:c1', 'one'],
    ['client:c2', 'two'],
  ]);
  expect([...store.getState().secrets.stored]).toEqual(['w1/client:c1', 'w1/client:c2']);
});

test('a pasted secret replaces pending input, and clears the field', async () => {
  const bridge = useFakeBridge();
  typeSecret('w1', 'client:c1', 'half-ty');
  await setSecret('w1', 'client:c1', 'pasted');
  await vi.runAllTimersAsync();
  expect(bridge.inputs('secret.set').map(({ secret }) => secret)).toEqual(['pasted']);
  expect(store.getState().secrets.revision).toBe(1);
  await clearSecret('w1', 'client:c1');
  expect(selectHasSecret(store.getState())).toBe(false);
});

test('reports a secret that could not be stored, and does not show it as stored', async () => {
  useFakeBridge({
    'secret.set': () => err(appError('storage.secret-unavailable', 'The keychain is locked.')),
  });
  typeSecret('w1', 'client:c1', 'x');
  await flushSecrets();
  expect(selectHasSecret(store.getState())).toBe(false);
  expect(store.getState().notices.list.map(({ message }) => message)).toEqual(['The keychain is locked.']);
});
