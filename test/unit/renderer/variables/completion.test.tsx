import { useState } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { TemplateArea, TemplateInput } from '../../../../renderer/features/variables/template-input.tsx';
import { update } from '../../../../renderer/state/store.ts';
import { someVariables } from '../../shared/variables/some-variables.ts';
import { useFakeBridge } from '../fake-bridge.ts';
import { perform, render } from '../render.tsx';
import { savedWorkspace } from '../workspace.ts';

const onKeyDown = vi.fn();

beforeEach(() => {
  onKeyDown.mockReset();
  useFakeBridge();
  const variables = someVariables({ host: 'dev.example', hostel: '', tenant: 'acme' }, ['key']);
  update({ workspaces: { list: [savedWorkspace({ variables })] } });
});

function Form({ area = false }: { readonly area?: boolean }) {
  const [value, setValue] = useState('');
  const common = { 'aria-label': 'Field', value, onKeyDown };
  return area ? (
    <TemplateArea {...common} leastRows={1} mostRows={2} onChange={(e) => setValue(e.currentTarget.value)} />
  ) : (
    <TemplateInput {...common} onChange={(e) => setValue(e.currentTarget.value)} />
  );
}

const field = () => {
  const found = document.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
  if (!found) throw new Error('There is no field');
  return found;
};

/** As the browser does it: the text is there, and is told. */
function enter(text: string): Promise<void> {
  return perform(() => {
    const { prototype } = field().constructor as { prototype: object };
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field(), text);
    field().setSelectionRange(text.length, text.length);
    field().dispatchEvent(new Event('input', { bubbles: true }));
  });
}

async function press(key: string, more: KeyboardEventInit = {}): Promise<KeyboardEvent> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  await perform(() => void field().dispatchEvent(event));
  return event;
}

/** In place of the browser's own editing, which this DOM does not have: what is selected is replaced. */
function useEditing(): void {
  Object.assign(document, {
    execCommand: (_command: string, _ui: boolean, text: string) => {
      const { selectionStart, selectionEnd, value } = field();
      void enter(value.slice(0, selectionStart ?? 0) + text + value.slice(selectionEnd ?? 0));
    },
  });
}

const options = () => [...document.querySelectorAll('[role=option]')];
const chosen = () => document.querySelector('[role=option][aria-selected=true] code')?.textContent;

test('a field is a field until a reference is typed, then a combobox over its list', async () => {
  await render(<Form />);
  expect(field().hasAttribute('role')).toBe(false);
  await enter('https://{{ho');
  expect(options().map((option) => option.textContent)).toEqual(['hostdev.example', 'hostelno value in dev']);
  expect(field().getAttribute('role')).toBe('combobox');
  expect(field().getAttribute('aria-expanded')).toBe('true');
  expect(document.getElementById(field().getAttribute('aria-controls') ?? '')?.role).toBe('listbox');
  expect(field().getAttribute('aria-activedescendant')).toBe(options()[0]?.id);
  await enter('https://{{host}}');
  expect(options()).toEqual([]);
  expect(field().hasAttribute('role')).toBe(false);
});

test('arrow keys cycle through the list; Enter and Tab accept', async () => {
  useEditing();
  await render(<Form />);
  for (const key of ['Enter', 'Tab']) {
    await enter('a {{h');
    expect(chosen()).toBe('host');
    await press('ArrowDown');
    expect(chosen()).toBe('hostel');
    await press('ArrowDown');
    expect(chosen()).toBe('host');
    await press('ArrowUp');
    expect((await press(key)).defaultPrevented).toBe(true);
    expect(field().value).toBe('a {{hostel}}');
    expect(options()).toEqual([]);
  }
  expect(onKeyDown).not.toHaveBeenCalled();
});

test('Escape ends it for this reference, and typing goes on', async () => {
  await render(<Form />);
  await enter('{{h');
  expect((await press('Escape')).defaultPrevented).toBe(true);
  expect(options()).toEqual([]);
  await enter('{{ho');
  expect(options()).toEqual([]);
  await enter('{{ho}} {{ten');
  expect(chosen()).toBe('tenant');
});

test('without a list, and with another key held, keys are the field’s', async () => {
  await render(<Form />);
  await enter('a');
  for (const key of ['Enter', 'Tab', 'ArrowDown', 'Escape']) {
    expect((await press(key)).defaultPrevented).toBe(false);
  }
  await enter('{{h');
  expect((await press('Enter', { ctrlKey: true })).defaultPrevented).toBe(false);
  expect((await press('Tab', { shiftKey: true })).defaultPrevented).toBe(false);
  expect((await press('x')).defaultPrevented).toBe(false);
  expect(onKeyDown).toHaveBeenCalledTimes(7);
});

test('a click inserts a name and keeps focus in the field', async () => {
  useEditing();
  await render(<Form />);
  await perform(() => field().focus());
  await enter('{{t');
  const option = options()[0] as HTMLElement;
  const down = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
  await perform(() => {
    option.dispatchEvent(down);
    option.click();
  });
  expect(down.defaultPrevented).toBe(true);
  expect(field().value).toBe('{{tenant}}');
});

test('the same with several lines, where the field keeps its role', async () => {
  useEditing();
  await render(<Form area />);
  await enter('{"a":"{{k');
  expect(chosen()).toBe('key');
  expect(field().hasAttribute('role')).toBe(false);
  expect(field().getAttribute('aria-activedescendant')).toBe(options()[0]?.id);
  await press('Enter');
  expect(field().value).toBe('{"a":"{{key}}');
});
