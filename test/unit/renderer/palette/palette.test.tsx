import { expect, test } from 'vitest';
import { Palette } from '../../../../renderer/features/palette/palette.tsx';
import { store } from '../../../../renderer/state/store.ts';
import type { ApiCall } from '../../../../shared/model/workspace.ts';
import { useFakeBridge } from '../fake-bridge.ts';
import { render, type } from '../render.tsx';
import { savedWorkspace } from '../workspace.ts';

const ROUNDS = 15;

async function openWith(calls: number): Promise<HTMLInputElement> {
  const saved = savedWorkspace();
  const [first] = saved.apiCalls;
  if (!first) throw new Error('A workspace has an API call');
  const apiCalls = Array.from(
    { length: calls },
    (_, index): ApiCall => ({ ...first, id: `call-${index}`, name: `Call ${index}` }),
  );
  store.setState({ workspaces: [{ ...saved, apiCalls }], paletteOpen: true });
  await render(<Palette />);
  const field = document.querySelector<HTMLInputElement>('[role="combobox"]');
  if (!field) throw new Error('There is no field to type into');
  return field;
}

const options = () => [...document.querySelectorAll('[role="option"]')];

/** The median time of a key, in milliseconds. */
async function timeOfKey(field: HTMLInputElement): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    await type(field, round % 2 === 0 ? 'c' : 'ca');
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.POSITIVE_INFINITY;
}

test('of 1,000 calls each one is found', async () => {
  useFakeBridge();
  const field = await openWith(1_000);
  await type(field, '777');
  expect(options().map((option) => option.textContent)).toEqual([expect.stringContaining('Call 777')]);
  expect(field.getAttribute('aria-activedescendant')).toBe(options()[0]?.id);
});

test('a key among 1,000 calls costs at most three times one among 80', async () => {
  useFakeBridge();
  const few = await timeOfKey(await openWith(80));
  document.body.replaceChildren();
  const many = await timeOfKey(await openWith(1_000));
  expect(many / few).toBeLessThan(3);
});

test('an option says its group and its keys', async () => {
  useFakeBridge();
  const field = await openWith(1);
  await type(field, 'get token');
  expect(options()[0]?.getAttribute('aria-description')).toBe('Run Ctrl ↵');
});
