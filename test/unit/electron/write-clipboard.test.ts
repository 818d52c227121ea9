import { describe, expect, it } from 'vitest';
import { writeClipboard } from '../../../electron/write-clipboard.ts';

describe('the clipboard', () => {
  it('succeeds only once the system has the text', async () => {
    let accept = () => {};
    const accepted = new Promise<void>((resolve) => {
      accept = resolve;
    });
    const events: string[] = [];
    const written = writeClipboard(() => accepted, 'text').then((result) => events.push(`ok: ${result.ok}`));
    await new Promise((resolve) => setImmediate(resolve));
    events.push('accepted');
    accept();
    await written;
    expect(events).toEqual(['accepted', 'ok: true']);
  });

  it.each([
    ['a rejection', () => Promise.reject(new Error('canary text'))],
    [
      'an exception',
      () => {
        throw new Error('canary text');
      },
    ],
  ])('reports %s, without the text', async (_kind, writeText) => {
    const result = await writeClipboard(writeText, 'canary text');
    expect(result).toMatchObject({ ok: false, error: { code: 'clipboard.failed' } });
    expect(JSON.stringify(result)).not.toContain('canary');
  });
});
