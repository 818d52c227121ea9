import { useState } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { FieldRows } from '../../../../renderer/features/flow/field-rows/field-rows.tsx';
import type { Field } from '../../../../shared/model/workspace.ts';
import { useFakeBridge } from '../fake-bridge.ts';
import { button, perform, render } from '../render.tsx';

// A value may refer to the variables of a workspace.
beforeEach(() => {
  useFakeBridge();
});

const row = (id: string, name: string): Field => ({ id, name, value: `value of ${id}`, enabled: true });

function Rows({ start, seen }: { readonly start: readonly Field[]; readonly seen: Field[][] }) {
  const [rows, setRows] = useState(start);
  const change = (next: Field[]) => {
    seen.push(next);
    setRows(next);
  };
  return <FieldRows title="Parameters" item="parameter" hint="hint" rows={rows} onChange={change} />;
}

async function rowsAfter(actions: readonly string[]): Promise<readonly Field[]> {
  const seen: Field[][] = [];
  await render(<Rows start={[row('1', 'a'), row('2', 'b'), row('3', 'a')]} seen={seen} />);
  for (const action of actions) await perform(() => button(action).click());
  return seen.at(-1) ?? [];
}

test('rows keep their order and duplicates, and are moved by buttons', async () => {
  const rows = await rowsAfter(['Move parameter 3 up', 'Move parameter 2 up']);
  expect(rows.map(({ id }) => id)).toEqual(['3', '1', '2']);
});

test('the first cannot go up, the last cannot go down', async () => {
  await rowsAfter([]);
  expect(button('Move parameter 1 up').disabled).toBe(true);
  expect(button('Move parameter 3 down').disabled).toBe(true);
});

test('a row is removed, another added at the end', async () => {
  const rows = await rowsAfter(['Remove parameter 1', 'Add parameter']);
  expect(rows.map(({ name }) => name)).toEqual(['b', 'a', '']);
});

test('a row that is switched off keeps its name and value', async () => {
  const seen: Field[][] = [];
  await render(<Rows start={[row('1', 'a')]} seen={seen} />);
  await perform(() => document.querySelector<HTMLInputElement>('[aria-label="Send parameter 1"]')?.click());
  expect(seen.at(-1)).toEqual([{ id: '1', name: 'a', value: 'value of 1', enabled: false }]);
});

test('Alt and an arrow move the row one is in', async () => {
  const seen: Field[][] = [];
  await render(<Rows start={[row('1', 'a'), row('2', 'b')]} seen={seen} />);
  const field = document.querySelector('[aria-label="Parameter 2 name"]');
  await perform(() =>
    field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', altKey: true, bubbles: true })),
  );
  expect(seen.at(-1)?.map(({ id }) => id)).toEqual(['2', '1']);
});

test('Enter goes on to the next row, and after the last to a new one', async () => {
  const seen: Field[][] = [];
  await render(<Rows start={[row('1', 'a'), row('2', 'b')]} seen={seen} />);
  const press = (name: string) =>
    perform(async () => {
      document
        .querySelector(`[aria-label="${name}"]`)
        ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
      await new Promise((drawn) => requestAnimationFrame(drawn));
    });
  await press('Parameter 1 value');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Parameter 2 name');
  expect(seen).toEqual([]);
  await press('Parameter 2 value');
  expect(seen.at(-1)?.map(({ name }) => name)).toEqual(['a', 'b', '']);
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Parameter 3 name');
});

async function openMenu(target: string): Promise<MouseEvent> {
  const event = new MouseEvent('contextmenu', { bubbles: true, cancelable: true });
  await perform(() => document.querySelector(target)?.dispatchEvent(event));
  return event;
}

test('a right click on a row duplicates it', async () => {
  const seen: Field[][] = [];
  await render(<Rows start={[row('1', 'a'), row('2', 'b')]} seen={seen} />);
  await openMenu('[data-row]');
  const items = [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  expect(items.map(({ textContent }) => textContent)).toEqual([
    'Do not send',
    'Duplicate',
    'Move up',
    'Move down',
    'Delete',
  ]);
  await perform(() => items[1]?.click());
  expect(seen.at(-1)?.map(({ name, value }) => [name, value])).toEqual([
    ['a', 'value of 1'],
    ['a', 'value of 1'],
    ['b', 'value of 2'],
  ]);
  expect(new Set(seen.at(-1)?.map(({ id }) => id)).size).toBe(3);
});

test('a right click on a field leaves the system’s menu', async () => {
  await rowsAfter([]);
  const event = await openMenu('input[data-name]');
  expect(event.defaultPrevented).toBe(false);
  expect(document.querySelector('[role="menuitem"]')).toBeNull();
});
