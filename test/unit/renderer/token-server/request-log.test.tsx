import { describe, expect, test, vi } from 'vitest';
import { RequestLog } from '../../../../renderer/features/token-server/log/request-log.tsx';
import { button, perform, render, type } from '../render.tsx';
import { logEntry } from './log-entry.ts';

const first = logEntry({ id: 1, decision: 'token issued' });
const second = logEntry({ id: 2, path: '/hello_world', status: 401, decision: 'invalid_token: expired' });

function decisions(container: HTMLElement): (string | null | undefined)[] {
  return [...container.querySelectorAll('tbody tr')].map((row) => row.querySelectorAll('td')[5]?.textContent);
}

describe('the request log', () => {
  test('shows requests as they come, the newest first', async () => {
    const { container, rerender } = await render(<RequestLog entries={[first]} running onClear={vi.fn()} />);
    await rerender(<RequestLog entries={[first, second]} running onClear={vi.fn()} />);
    expect(decisions(container)).toEqual(['invalid_token: expired', 'token issued']);
    expect(container.textContent).toContain('2 requests, newest first.');
  });

  test('paused it holds still, counts what comes meanwhile, and loses nothing', async () => {
    const { container, rerender } = await render(<RequestLog entries={[first]} running onClear={vi.fn()} />);
    await perform(() => button('Pause').click());
    await rerender(<RequestLog entries={[first, second]} running onClear={vi.fn()} />);
    expect(decisions(container)).toEqual(['token issued']);
    expect(container.textContent).toContain('Paused; 1 request since.');
    await perform(() => button('Go on').click());
    expect(decisions(container)).toHaveLength(2);
  });

  test('the filter narrows it, and says so when nothing is left', async () => {
    const { container } = await render(<RequestLog entries={[first, second]} running onClear={vi.fn()} />);
    const filter = container.querySelector('input') as HTMLInputElement;
    await type(filter, 'expired');
    expect(decisions(container)).toEqual(['invalid_token: expired']);
    await type(filter, 'nothing like this');
    expect(container.textContent).toContain('No request matches');
  });

  test.each([
    [true, 'No request yet'],
    [false, 'The server does not run'],
  ])('empty while running is %s it teaches what to do', async (running, title) => {
    const { container } = await render(<RequestLog entries={[]} running={running} onClear={vi.fn()} />);
    expect(container.textContent).toContain(title);
  });

  test('Clear asks for it once and ends the pause', async () => {
    const onClear = vi.fn();
    await render(<RequestLog entries={[first]} running onClear={onClear} />);
    await perform(() => button('Pause').click());
    await perform(() => button('Clear').click());
    expect(onClear).toHaveBeenCalledOnce();
    expect(button('Pause')).toBeDefined();
  });
});
