import { expect, test } from 'vitest';
import { Palette } from '../../../../renderer/features/palette/palette.tsx';
import { update } from '../../../../renderer/state/store.ts';
import type { ApiCall } from '../../../../shared/model/workspace.ts';
import { useFakeBridge } from '../fake-bridge.ts';
import { render, type } from '../render.tsx';
import { savedWorkspace } from '../workspace.ts';

async function openWith(calls: number): Promise<HTMLInputElement> {
  const saved = savedWorkspace();
  const [first] = saved.apiCalls;
  if (!first) throw new Error('A workspace has an API call');
  const apiCalls = Array.from(
    { length: calls },
    (_, index): ApiCall => ({ ...first, id: `call-${index}`, name: `Call ${index}` }),
  );
  update({ workspaces: { list: [{ ...saved, apiCalls }] }, navigation: { paletteOpen: true } });
  await render(<Palette />);
  const field = document.querySelector<HTMLInputElement>('[role="combobox"]');
  if (!field) throw new Error('There is no field to type into');
  return field;
}

const options = () => [...document.querySelectorAll('[role="option"]')];

test('of 1,000 calls each one is found', async () => {
  useFakeBridge();
  const field = await openWith(1_000);
  await type(field, '777');
  expect(options().map((option) => option.textContent)).toEqual([expect.stringContaining('Call 777')]);
  expect(field.getAttribute('aria-activedescendant')).toBe(options()[0]?.id);
});

test('among 1,000 calls a key draws no more than among 80', async () => {
  useFakeBridge();
  await type(await openWith(80), 'c');
  const few = options().length;
  document.body.replaceChildren();
  await type(await openWith(1_000), 'c');
  expect(options()).toHaveLength(few);
});

test('an option shows its group and shortcut', async () => {
  useFakeBridge();
  const field = await openWith(1);
  await type(field, 'get token');
  expect(options()[0]?.getAttribute('aria-description')).toBe('Run Ctrl ↵');
});
