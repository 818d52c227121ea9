import { expect, test } from 'vitest';
import { Dialog } from '../../../../renderer/ui/dialog.tsx';
import { perform, render } from '../render.tsx';

function Page({ open }: { readonly open: boolean }) {
  return (
    <div id="root">
      <button type="button" data-opener>
        Open
      </button>
      <div role="menu" aria-labelledby="menu-button">
        <button type="button" data-item>
          Item
        </button>
      </div>
      <button type="button" id="menu-button">
        Menu
      </button>
      {open && (
        <Dialog title="Title" onClose={() => {}}>
          <input data-inside />
          <input />
        </Dialog>
      )}
    </div>
  );
}

const find = (selector: string) => document.querySelector<HTMLElement>(selector);

test.each([
  ['to what had it', '[data-opener]', '[data-opener]'],
  ['of a menu’s item, to the button of its menu', '[data-item]', '#menu-button'],
])('closing gives the focus back: %s', async (_what, opener, expected) => {
  const { rerender } = await render(<Page open={false} />);
  find(opener)?.focus();
  await rerender(<Page open />);
  await perform(() => find('[data-inside]')?.focus());
  await rerender(<Page open={false} />);
  expect(document.activeElement).toBe(find(expected));
});

test('Tab enters the dialog if the focused element has vanished', async () => {
  const { rerender } = await render(<Page open={false} />);
  find('[data-opener]')?.focus();
  await rerender(<Page open />);
  const press = () =>
    perform(() => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true })));
  await perform(() => (document.activeElement as HTMLElement | null)?.blur());
  await press();
  expect(document.activeElement?.getAttribute('aria-modal')).toBe('true');
  await perform(() => find('[data-inside]')?.focus());
  await press();
  expect(find('[aria-modal="true"] input:focus')).not.toBeNull();
});
