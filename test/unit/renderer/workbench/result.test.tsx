import { describe, expect, test, vi } from 'vitest';
import { setExpectations } from '../../../../renderer/state/actions/library.ts';
import { runApiRequest, runTokenRequest } from '../../../../renderer/state/actions/runs.ts';
import { keepToken } from '../../../../renderer/state/actions/tokens.ts';
import { showResult } from '../../../../renderer/state/actions/workbench.ts';
import { selectCall } from '../../../../renderer/state/selectors/workspaces.ts';
import { store } from '../../../../renderer/state/store.ts';
import { Result } from '../../../../renderer/workbench/result/result.tsx';
import { toneOf } from '../../../../renderer/workbench/result/verdict.ts';
import type { Finding } from '../../../../shared/diagnose/finding.ts';
import { ok } from '../../../../shared/result.ts';
import { useFakeBridge } from '../fake-bridge.ts';
import { perform, render } from '../render.tsx';
import { accessToken, apiRun, exchange, refusedRun } from '../runs-of-test.ts';

const finding: Finding = {
  id: 'a',
  severity: 'error',
  title: 'Refused',
  seen: '',
  why: 'Why',
  nextStep: 'Next',
  reference: null,
  actions: [{ kind: 'retry' }],
};

function buttons(container: HTMLElement, name: string): readonly HTMLButtonElement[] {
  return [...container.querySelectorAll('button')].filter(({ textContent }) => textContent === name);
}

test('the fix of a refusal is offered once', async () => {
  useFakeBridge({ 'token.run': () => ok({ ...refusedRun('t1'), findings: [finding] }) });
  await runTokenRequest();
  const { container } = await render(<Result />);
  expect(container.textContent).toContain('Refused');
  expect(buttons(container, 'Retry')).toHaveLength(1);
});

test('an expired token in the library offers a new one', async () => {
  useFakeBridge();
  const token = accessToken('t1', { receivedAt: 0, expiresAt: 1 });
  keepToken(token);
  showResult({ kind: 'kept-token', tokenId: token.id });
  const { container } = await render(<Result />);
  expect(buttons(container, 'Get a new token')).toHaveLength(1);
});

test.each([
  [403, 'The expectation is met.'],
  [200, 'The expectation is not met.'],
])('a call that is refused with 403 and expects %d says: %s', async (status, words) => {
  useFakeBridge({ 'api.run': () => ok(apiRun('a1', 403)) });
  setExpectations(selectCall(store.getState()).id, [{ kind: 'status', status }]);
  await runApiRequest();
  const { container } = await render(<Result />);
  // The code that checks is loaded when it is first needed.
  await vi.waitFor(
    async () => {
      await perform(() => {});
      expect(container.textContent).toContain(words);
    },
    { timeout: 20_000 },
  );
});

describe('the colour of the verdict', () => {
  const outcome = { findings: [], token: null };
  test.each([
    ['a call answered with 200', { ...outcome, exchange: exchange('a', 200, { purpose: 'api' }) }, 'good'],
    [
      'an HTML page with 200',
      { ...outcome, findings: [finding], exchange: exchange('a', 200, { purpose: 'api' }) },
      'caution',
    ],
    ['a token response without a token', { ...outcome, exchange: exchange('a', 200) }, 'caution'],
    ['a refusal', { ...outcome, exchange: exchange('a', 401, { purpose: 'api' }) }, 'caution'],
  ] as const)('%s', (_, given, tone) => {
    expect(toneOf(given)).toBe(tone);
  });
});
