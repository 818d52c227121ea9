import { expect, test } from 'vitest';
import { formatLog } from '../../../../../renderer/features/token-server/log/format-log.ts';
import { logEntry } from '../log-entry.ts';

const issued = logEntry({ id: 1, duration: 3.25 });
const failed = logEntry({
  id: 2,
  method: 'TLS',
  path: '',
  status: 0,
  clientId: null,
  decision: 'fault: expired\ncertificate',
});

test('as JSON lines: one object each, what it was, its time as text', () => {
  const lines = formatLog([issued, failed], 'jsonl').split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[2]).toBe('');
  expect(JSON.parse(lines[0] ?? '')).toEqual({ ...issued, at: '2026-01-02T03:04:05.000Z' });
  expect(JSON.parse(lines[1] ?? '')).toEqual({ ...failed, at: '2026-01-02T03:04:05.000Z' });
});

test('as text: a line each, whatever is in it', () => {
  expect(formatLog([issued, failed], 'text')).toBe(
    '2026-01-02T03:04:05.000Z 200 POST /oauth/v2/oauth-token client="server" port=50000 3.3ms token issued\n' +
      '2026-01-02T03:04:05.000Z --- TLS - client=- port=50000 3.0ms fault: expired certificate\n',
  );
});
