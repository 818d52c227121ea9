import { expect, test } from 'vitest';
import { SecretField } from '../../../../renderer/features/flow/server/authentication/secret-field.tsx';
import { switchClient } from '../../../../renderer/state/actions/clients.ts';
import { flushSecrets, setSecret } from '../../../../renderer/state/actions/secrets.ts';
import { update } from '../../../../renderer/state/store.ts';
import { useFakeBridge } from '../fake-bridge.ts';
import { button, perform, render, type } from '../render.tsx';

function field(): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>('input[type="password"]');
  if (!found) throw new Error('There is no password field');
  return found;
}

test('sends what is typed; the field shows that it is set and where it is stored', async () => {
  const bridge = useFakeBridge();
  const { container } = await render(<SecretField />);
  expect(container.textContent).toContain('No secret yet');
  await type(field(), 'Secr3t!');
  await perform(() => void flushSecrets());
  expect(bridge.inputs('secret.set')).toEqual([{ workspaceId: 'w1', name: 'client:c1', secret: 'Secr3t!' }]);
  expect(container.textContent).toContain('no system keychain found');
});

test('a secret that is set is a placeholder, never a value', async () => {
  useFakeBridge();
  update({ secrets: { stored: new Set(['w1/client:c1']), storage: 'keychain' } });
  const { container } = await render(<SecretField />);
  expect(field().value).toBe('');
  expect(field().placeholder).toContain('is set');
  expect(container.textContent).toContain('Stored in keychain');
});

test('clears the field when the client changes, and when a secret is pasted', async () => {
  useFakeBridge();
  await render(<SecretField />);
  await type(field(), 'first');
  await perform(() => void setSecret('w1', 'c1', 'pasted'));
  expect(field().value).toBe('');
  await type(field(), 'second');
  await perform(() => void switchClient('c2'));
  expect(field().value).toBe('');
});

test('Clear secret clears it', async () => {
  const bridge = useFakeBridge();
  update({ secrets: { stored: new Set(['w1/client:c1']) } });
  const { container } = await render(<SecretField />);
  await perform(() => button('Clear secret').click());
  expect(bridge.inputs('secret.clear')).toEqual([{ workspaceId: 'w1', name: 'client:c1' }]);
  expect(container.textContent).toContain('No secret yet');
});
