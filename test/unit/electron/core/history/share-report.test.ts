import { expect, test } from 'vitest';
import { type SharedExchange, shareReport } from '../../../../../electron/core/history/share-report.ts';
import { appError } from '../../../../../shared/errors.ts';
import type { HistoryEntry } from '../../../../../shared/history/entry.ts';
import type { Exchange } from '../../../../../shared/http/exchange.ts';
import { saveWorkspace } from '../../../../../shared/model/saved-workspace.ts';
import { err, ok } from '../../../../../shared/result.ts';
import { secretSpan } from '../../../../../shared/text/sensitive-text.ts';
import { anExchange, aResponse, aWorkspace } from '../../../shared/fixtures.ts';

const inputs = aWorkspace();
const saved = saveWorkspace(inputs);
const [call] = saved.apiCalls;
const TOKEN = `eyJhbGciOiJub25lIn0.${Buffer.from('{"sub":"the-client"}').toString('base64url')}.c2lnbmF0dXJl`;

function apiCall(id: string, status: number, change: Partial<Exchange> = {}): Exchange {
  const exchange = anExchange({ id, purpose: 'api', response: aResponse({}, { status }), ...change });
  const authorization = { name: 'Authorization', value: ['Bearer ', secretSpan('ACCESS_TOKEN', TOKEN)] };
  return { ...exchange, request: { ...exchange.request, headers: [authorization] } };
}

/** What would be written for these exchanges. */
async function report(
  exchanges: readonly Exchange[],
  asked: readonly SharedExchange[],
): Promise<{ readonly name: string; readonly html: string; readonly text: string }> {
  let file = { name: '', html: '' };
  const result = await shareReport(asked, {
    history: {
      get: async (id) => {
        const exchange = exchanges.find((each) => each.id === id);
        const entry = { exchange, inputs, severity: null, pinned: false } as HistoryEntry;
        return exchange ? ok(entry) : err(appError('config.not-found', 'Gone'));
      },
    },
    files: {
      save: async (name, html) => {
        file = { name, html };
        return ok({ saved: true });
      },
    },
    workspaces: () => [
      {
        ...saved,
        apiCalls: [
          { ...(call as NonNullable<typeof call>), expectations: [{ kind: 'status', status: 403 }] },
        ],
      },
    ],
    serverLog: () => [],
    generator: 'Credence 1.2.3',
    now: () => 0,
  });
  expect(result).toEqual(ok({ saved: true }));
  const text = file.html.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  return { ...file, text };
}

test('a report has the claims of the token, and nowhere the token', async () => {
  const { html, text } = await report([apiCall('a', 200)], [{ id: 'a', callId: null }]);
  expect(text).toContain('"sub": "the-client"');
  expect(html).not.toContain(TOKEN);
  expect(html).not.toContain(TOKEN.split('.')[1]);
});

test('a refusal that the call expects has passed', async () => {
  const { text } = await report([apiCall('a', 403)], [{ id: 'a', callId: call?.id ?? null }]);
  expect(text).toContain('1 passed');
  expect(text).toContain('✓ met');
});

test('a repeated request is part of its case, not a separate one', async () => {
  const first = apiCall('a', 401, { repeatedBy: { exchangeId: 'b', reason: 'token-renewed' } });
  const second = apiCall('b', 403, { repeats: { exchangeId: 'a', reason: 'token-renewed' } });
  const { html } = await report(
    [first, second],
    [
      { id: 'a', callId: null },
      { id: 'b', callId: call?.id ?? null },
    ],
  );
  expect(html.match(/<section/g)).toHaveLength(1);
  expect(html.match(/<h3>Request<\/h3>/g)).toHaveLength(2);
});

test('of a selection, an entry that is gone is left out', async () => {
  const { html } = await report(
    [apiCall('a', 200)],
    [
      { id: 'gone', callId: null },
      { id: 'a', callId: null },
    ],
  );
  expect(html.match(/<section/g)).toHaveLength(1);
});
