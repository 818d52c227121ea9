import { beforeEach, describe, expect, test } from 'vitest';
import { RequestLog } from '../../../../../renderer/features/token-server/log/request-log.tsx';
import { showLogEntry, takeTokenServerLog } from '../../../../../renderer/state/actions/server-log.ts';
import { WHOLE_LOG } from '../../../../../renderer/state/slices/token-server.ts';
import { store, update } from '../../../../../renderer/state/store.ts';
import { ok } from '../../../../../shared/result.ts';
import { useFakeBridge } from '../../fake-bridge.ts';
import { summary } from '../../history/summaries.ts';
import { button, perform, render, type } from '../../render.tsx';
import { logEntry } from '../log-entry.ts';

const first = logEntry({ id: 1, decision: 'token issued' });
const second = logEntry({ id: 2, path: '/hello_world', status: 401, decision: 'invalid_token: expired' });

function text(container: HTMLElement): string {
  return container.textContent ?? '';
}

describe('the request log', () => {
  beforeEach(() => {
    useFakeBridge({ 'tokenServer.clearLog': () => ok(null), 'history.list': () => ok('[]') });
  });

  test('pausing freezes the view, counts new entries, and loses none', async () => {
    takeTokenServerLog([first]);
    const { container } = await render(<RequestLog />);
    expect(text(container)).toContain('1 request, newest first.');
    await perform(() => button('Pause').click());
    await perform(() => takeTokenServerLog([second]));
    expect(text(container)).toContain('1 request, newest first. Paused; 1 request since.');
    await perform(() => button('Go on').click());
    expect(text(container)).toContain('2 requests, newest first.');
  });

  test('filters the lines, and reports if none is left', async () => {
    takeTokenServerLog([first, second]);
    const { container } = await render(<RequestLog />);
    const filter = container.querySelector('input') as HTMLInputElement;
    await type(filter, 'expired');
    expect(text(container)).toContain('1 request of those kept match');
    await type(filter, 'nothing like this');
    expect(text(container)).toContain('No request matches');
    expect(button('Export').disabled).toBe(true);
  });

  test('reports how many entries arrived too fast to be listed', async () => {
    takeTokenServerLog([first, logEntry({ id: 502 })]);
    const { container } = await render(<RequestLog />);
    expect(text(container)).toContain('500 requests came too fast to list.');
  });

  test.each([
    ['running', 'No request yet'],
    ['stopped', 'The server does not run'],
  ])('empty while the server is %s it teaches what to do', async (status, title) => {
    update({ tokenServer: { state: { status } as never } });
    const { container } = await render(<RequestLog />);
    expect(text(container)).toContain(title);
  });

  test('Clear ends the pause', async () => {
    takeTokenServerLog([first]);
    await render(<RequestLog />);
    await perform(() => button('Pause').click());
    await perform(() => button('Clear').click());
    expect(store.getState().tokenServer).toMatchObject({ log: [], logView: WHOLE_LOG });
  });

  test('a line is opened from elsewhere, whatever hid it, and leads back to its exchange', async () => {
    takeTokenServerLog([first, second]);
    const own = { startedAt: first.at, duration: 5, localPort: first.remotePort };
    update({
      history: { entries: [summary('e', own)], drawerId: 'e' },
      tokenServer: { logView: { ...WHOLE_LOG, filter: 'hello' } },
    });
    showLogEntry(1);
    expect(store.getState()).toMatchObject({
      navigation: { page: 'token-server' },
      tokenServer: { tab: 'log', logView: { ...WHOLE_LOG, selectedId: 1 } },
      history: { drawerId: null },
    });
    const { container } = await render(<RequestLog />);
    expect(container.querySelector('aside')?.textContent).toContain('token issued');
    await perform(() => button('Open the exchange').click());
    expect(store.getState().history.drawerId).toBe('e');
  });
});
