import { expect, test } from 'vitest';
import { describeStatus } from '../../../renderer/exchange-view/describe-status.ts';

test.each([
  [200, null, '200 OK', 'good'],
  [200, 'warning', '200 OK', 'good'],
  [200, 'error', '200 OK', 'caution'],
  [302, null, '302 Found', 'neutral'],
  [401, 'error', '401 Unauthorized', 'caution'],
  [599, null, '599', 'caution'],
] as const)('status %i that the diagnosis calls %s reads %s and is %s', (status, severity, text, tone) => {
  const response = { status, statusText: '' };
  expect(describeStatus({ response, failure: null, severity })).toEqual({ text, tone });
});

test('a response that was cut off is a failure, whatever its status', () => {
  const response = { status: 200, statusText: 'OK' };
  expect(describeStatus({ response, failure: { code: 'body-truncated' } })).toEqual({
    text: '200 OK, body cut short',
    tone: 'danger',
  });
});
