import { describe, expect, it } from 'vitest';
import { markSent, utf8AsLatin1 } from '../../../../../../electron/core/exchange/recording/mask-wire.ts';
import { maskText, type SensitiveText, secretSpan } from '../../../../../../shared/text/sensitive-text.ts';

const layout: SensitiveText = [
  'POST / HTTP/1.1\r\n\r\nclient_secret=',
  secretSpan('CLIENT_SECRET', 'grün'),
  '&token=',
  secretSpan('ACCESS_TOKEN', 't0k3n'),
  '&last=grün',
];
const bytes = Buffer.from('POST / HTTP/1.1\r\n\r\nclient_secret=grün&token=t0k3n&last=grün');

describe('sent bytes are masked by their structure', () => {
  it('masks a secret where the request has it, not a word that looks like it', () => {
    expect(markSent(bytes, layout)).toEqual([
      'POST / HTTP/1.1\r\n\r\nclient_secret=',
      { name: 'CLIENT_SECRET', value: null, encoding: 'none' },
      '&token=',
      { name: 'ACCESS_TOKEN', value: 't0k3n', encoding: 'none' },
      `&last=${utf8AsLatin1('grün')}`,
    ]);
  });

  it.each(Array.from({ length: bytes.length + 1 }, (_, length) => length))('cut after %i bytes', (length) => {
    const marked = markSent(bytes.subarray(0, length), layout);
    expect(JSON.stringify(marked?.[1] ?? '')).not.toContain('gr');
    expect(maskText(marked ?? [], ['ACCESS_TOKEN']).length).toBeLessThanOrEqual(bytes.length + 8);
  });

  it('nothing is shown of bytes that are not the request', () => {
    expect(markSent(Buffer.from('POST /other'), layout)).toBeNull();
  });
});
