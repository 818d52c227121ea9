import { MantineProvider } from '@mantine/core';
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { onTestFinished } from 'vitest';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

export interface Rendered {
  readonly container: HTMLElement;
  /** Draws it again with other properties. */
  readonly rerender: (node: ReactNode) => Promise<void>;
}

/** Draws a component into the page of the test, and takes it away afterwards. */
export async function render(node: ReactNode): Promise<Rendered> {
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  onTestFinished(async () => {
    await act(async () => root.unmount());
    container.remove();
  });
  await draw(root, node);
  return { container, rerender: (next) => draw(root, next) };
}

async function draw(root: Root, node: ReactNode): Promise<void> {
  await act(async () => root.render(<MantineProvider env="test">{node}</MantineProvider>));
}

/** Does what a person does, and waits for what follows from it. */
export async function perform(action: () => void): Promise<void> {
  await act(async () => action());
}

/** The button with this name, by its text or its label. */
export function button(name: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent) === name,
  );
  if (!found) throw new Error(`There is no button “${name}”`);
  return found;
}

/** Types into a field as React sees it: the value changes, then the event tells. */
export async function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): Promise<void> {
  const setValue = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set;
  await perform(() => {
    field.focus();
    setValue?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
