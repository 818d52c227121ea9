import { expect, test } from 'vitest';
import { ScopeField } from '../../../../renderer/features/flow/request/scope-field.tsx';
import { selectClient, selectWorkspace } from '../../../../renderer/state/selectors/workspaces.ts';
import { store } from '../../../../renderer/state/store.ts';
import { useFakeBridge } from '../fake-bridge.ts';
import { button, perform, render, type } from '../render.tsx';

function input(): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>('input[aria-label="Add scope"]');
  if (!found) throw new Error('There is no field for scopes');
  return found;
}

async function press(key: string): Promise<void> {
  await perform(() =>
    input().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
  );
}

test('scopes are typed, several at once, and stay on offer for the client', async () => {
  useFakeBridge();
  await render(<ScopeField disabled={false} />);
  await type(input(), 'write admin');
  await press('Enter');
  expect(selectWorkspace(store.getState()).request.scopes).toEqual(['read', 'write', 'admin']);
  expect(selectClient(store.getState()).knownScopes).toEqual(['read', 'write', 'admin']);
  expect(input().value).toBe('');
});

test('a chip toggles in place, and announces it', async () => {
  useFakeBridge();
  await render(<ScopeField disabled={false} />);
  expect(button('read').getAttribute('aria-pressed')).toBe('true');
  await perform(() => button('read').click());
  expect(selectWorkspace(store.getState()).request.scopes).toEqual([]);
  expect(button('read').getAttribute('aria-pressed')).toBe('false');
  await perform(() => button('Forget scope read').click());
  expect(selectClient(store.getState()).knownScopes).toEqual([]);
});

test('Backspace in the empty field removes the last scope', async () => {
  useFakeBridge();
  await render(<ScopeField disabled={false} />);
  await press('Backspace');
  expect(selectWorkspace(store.getState()).request.scopes).toEqual([]);
});

test('reports a character not allowed in a scope, and keeps it', async () => {
  useFakeBridge();
  const { container } = await render(<ScopeField disabled={false} />);
  await type(input(), 'käse');
  expect(container.querySelector('[role="alert"]')?.textContent).toContain('käse');
});
