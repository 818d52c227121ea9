import { expect, test } from 'vitest';
import { bytesOfText, HEX_LIMIT, hexDump } from '../../../../renderer/features/inspector/hex-dump.ts';
import { secretSpan } from '../../../../shared/text/sensitive-text.ts';

test('sixteen bytes per line, with offset and printable characters', () => {
  expect(hexDump(bytesOfText(['grant_type=client\r\n€']))).toBe(
    [
      '00000000  67 72 61 6e 74 5f 74 79  70 65 3d 63 6c 69 65 6e  grant_type=clien',
      '00000010  74 0d 0a e2 82 ac                                 t.....',
    ].join('\n'),
  );
});

test('a secret is bullets of a fixed number, unless it may be shown', () => {
  const text = ['a=', secretSpan('ACCESS_TOKEN', 'abc')];
  expect(hexDump(bytesOfText(text))).toContain('61 3d •• •• •• •• •• ••  •• ••');
  expect(hexDump(bytesOfText(text, ['ACCESS_TOKEN']))).toContain('61 3d 61 62 63');
});

test('a withheld secret stays masked, even when revealed', () => {
  const withheld = { ...secretSpan('ACCESS_TOKEN', ''), value: null };
  expect(hexDump(bytesOfText([withheld], ['ACCESS_TOKEN']))).toContain('•• ••');
});

test('limits the time for large bodies', () => {
  expect(bytesOfText(['x'.repeat(HEX_LIMIT * 3)])).toHaveLength(HEX_LIMIT);
});
