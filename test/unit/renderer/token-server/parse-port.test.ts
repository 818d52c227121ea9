import { describe, expect, test } from 'vitest';
import { parsePort, portAdvice } from '../../../../renderer/features/token-server/overview/parse-port.ts';

describe('parsePort', () => {
  test.each([
    ['8443', 8443],
    [' 9000 ', 9000],
    ['1', 1],
    ['65535', 65_535],
    ['0443', 443],
  ])('%j is port %d', (text, port) => {
    expect(parsePort(text)).toEqual({ ok: true, port });
  });

  test.each([
    ['', 'Enter a port'],
    ['   ', 'Enter a port'],
    ['0', 'between 1 and 65535'],
    ['65536', 'between 1 and 65535'],
    ['99999999999999999999', 'between 1 and 65535'],
    ['84.43', 'whole number'],
    ['-1', 'whole number'],
    ['1e3', 'whole number'],
    ['https', 'whole number'],
  ])('%j is refused with a sentence that says why', (text, sentence) => {
    const input = parsePort(text);
    expect(input.ok ? 'accepted' : input.problem).toContain(sentence);
  });
});

describe('portAdvice', () => {
  test('warns below 1024, where systems require administrator rights', () => {
    expect(portAdvice(443)).toContain('administrator');
    expect(portAdvice(1023)).not.toBeNull();
    expect(portAdvice(1024)).toBeNull();
    expect(portAdvice(8443)).toBeNull();
  });
});
