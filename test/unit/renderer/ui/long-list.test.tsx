import type { ReactNode } from 'react';
import { describe, expect, test } from 'vitest';
import { Findings } from '../../../../renderer/exchange-view/findings.tsx';
import { HttpText } from '../../../../renderer/exchange-view/preview/http-text.tsx';
import { ResponseHeaders } from '../../../../renderer/exchange-view/response-headers.tsx';
import { ClaimsTable } from '../../../../renderer/features/flow/token/claims-table.tsx';
import { ScopeComparison } from '../../../../renderer/features/flow/token/scope-comparison.tsx';
import type { Finding } from '../../../../shared/diagnose/finding.ts';
import { button, perform, render } from '../render.tsx';

const MANY = Array.from({ length: 50_000 }, (_, index) => `item-${index}`);
const finding: Finding = {
  id: 'a',
  severity: 'info',
  title: 'Title',
  seen: '',
  why: 'Why',
  nextStep: 'Next',
  reference: null,
  actions: [],
};
const request = {
  method: 'GET',
  url: 'https://localhost/',
  headers: MANY.map((name) => ({ name, value: ['x'] })),
  body: null,
};

const lists: readonly [what: string, list: ReactNode, drawn: string][] = [
  ['granted scopes', <ScopeComparison requested={[]} granted={MANY} key="1" />, 'section > span'],
  [
    'scopes that were not granted',
    <ScopeComparison requested={MANY} granted={[]} key="2" />,
    'section > span',
  ],
  ['response headers', <ResponseHeaders headers={MANY.map((name) => [name, 'x'])} key="3" />, 'dt'],
  [
    'claims',
    <ClaimsTable label="Claims" members={Object.fromEntries(MANY.map((name) => [name, 1]))} key="4" />,
    'dt',
  ],
  ['findings', <Findings findings={MANY.map((id) => ({ ...finding, id }))} origin="token" key="5" />, 'li'],
  ['request headers', <HttpText request={request} key="6" />, 'div > div > div'],
];

describe('50,000 items are drawn in steps', () => {
  test.each(lists)('%s', async (_what, list, selector) => {
    const { container } = await render(list);
    const drawn = () => container.querySelectorAll(selector).length;
    expect(drawn()).toBeLessThan(210);
    await perform(() => button('and 49,800 more').click());
    expect(drawn()).toBeGreaterThan(390);
    expect(drawn()).toBeLessThan(410);
  });
});

test('a scope that was not granted comes before thousands that were', async () => {
  const { container } = await render(<ScopeComparison requested={['wanted']} granted={MANY} />);
  expect(container.textContent).toContain('wanted (not granted)');
});

test('a finding that quotes a million characters shows the beginning', async () => {
  const { container } = await render(
    <Findings findings={[{ ...finding, seen: 'x'.repeat(1_000_000) }]} origin="token" />,
  );
  expect(container.textContent).toContain('and 998,000 more characters');
});
