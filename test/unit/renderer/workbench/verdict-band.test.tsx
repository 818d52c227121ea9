import { expect, test } from 'vitest';
import { runTokenRequest } from '../../../../renderer/state/actions/runs.ts';
import { Result } from '../../../../renderer/workbench/result/result.tsx';
import { ok } from '../../../../shared/result.ts';
import { useFakeBridge } from '../fake-bridge.ts';
import { render } from '../render.tsx';
import { refusedRun } from '../runs-of-test.ts';

test('an invalid_client of Curity offers to register the client there', async () => {
  const run = refusedRun('t1');
  const { response } = run.exchange;
  if (!response) throw new Error('The run was answered');
  const body = { ...response.body, text: '{"error":"invalid_client"}' };
  const answered = { ...run, exchange: { ...run.exchange, response: { ...response, body } } };
  useFakeBridge({ 'token.run': () => ok(answered) });
  await runTokenRequest();
  const { container } = await render(<Result />);
  expect(container.textContent).toContain('How to register this client in Curity');
});
