import { expect, test } from 'vitest';
import { ExpectationsFold } from '../../../../renderer/features/flow/api/expectations/expectations-fold.tsx';
import { setExpectations } from '../../../../renderer/state/actions/library.ts';
import { selectCall } from '../../../../renderer/state/selectors/workspaces.ts';
import { store } from '../../../../renderer/state/store.ts';
import { useFakeBridge } from '../fake-bridge.ts';
import { render, type } from '../render.tsx';

function field(container: HTMLElement, label: string): HTMLInputElement {
  const found = container.querySelector<HTMLInputElement>(`[aria-label="${label}"]`);
  if (!found) throw new Error(`There is no field “${label}”`);
  return found;
}

test('shows the call’s expectations, and accepts only numbers as numbers', async () => {
  useFakeBridge();
  setExpectations(selectCall(store.getState()).id, [
    { kind: 'json', path: '$.message', match: 'exists', value: '' },
    { kind: 'status', status: 200 },
  ]);
  const { container } = await render(<ExpectationsFold />);
  expect(field(container, 'Expectation 1 JSONPath').value).toBe('$.message');
  await type(field(container, 'Expectation 2 status'), '40');
  expect(container.textContent).toContain('From 100 to 599.');
  expect(selectCall(store.getState()).expectations[1]).toEqual({ kind: 'status', status: 200 });
  await type(field(container, 'Expectation 2 status'), '404');
  expect(selectCall(store.getState()).expectations[1]).toEqual({ kind: 'status', status: 404 });
});
