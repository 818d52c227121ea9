import { expect, test } from 'vitest';
import { useKeptScroll } from '../../../../renderer/workbench/use-kept-scroll.ts';
import { perform, render } from '../render.tsx';

function Scroller({ page }: { readonly page: string }) {
  return <main {...useKeptScroll(page)} />;
}

test('each page starts at its top and restores its scroll position', async () => {
  const { container, rerender } = await render(<Scroller page="flow" />);
  const main = container.querySelector('main');
  if (!main) throw new Error('Nothing was drawn');
  const scrollTo = (top: number) =>
    perform(() => {
      main.scrollTop = top;
      main.dispatchEvent(new Event('scroll'));
    });
  await scrollTo(700);
  await rerender(<Scroller page="history" />);
  expect(main.scrollTop).toBe(0);
  await scrollTo(30);
  await rerender(<Scroller page="flow" />);
  expect(main.scrollTop).toBe(700);
  await rerender(<Scroller page="history" />);
  expect(main.scrollTop).toBe(30);
});
