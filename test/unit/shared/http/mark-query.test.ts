import { expect, test } from 'vitest';
import { markQuery } from '../../../../shared/http/mark-query.ts';
import { maskText, revealText } from '../../../../shared/text/sensitive-text.ts';

const TARGETS: readonly [target: string, shown: string][] = [
  ['/orders', '/orders'],
  ['/orders?status=open', '/orders?status=open'],
  ['/orders?access_token=abc&status=open', '/orders?access_token=••••••••&status=open'],
  ['/orders?status=open&api_key=k%20y', '/orders?status=open&api_key=••••••••'],
  ['https://api.example/?client%5Fsecret=s', 'https://api.example/?client%5Fsecret=••••••••'],
  ['/orders?token=', '/orders?token='],
  ['/orders?token', '/orders?token'],
];

test.each(TARGETS)('%s is shown as %s, and sent as it is', (target, shown) => {
  const marked = markQuery(target);
  expect(maskText(marked)).toBe(shown);
  expect(revealText(marked)).toBe(target);
});
