import { expect, it } from 'vitest';
import type { Recorded } from '../../../../../electron/core/history/history-service.ts';
import { importHar } from '../../../../../electron/core/history/import-har.ts';
import { exchangesToHar } from '../../../../../shared/formats/har/exchanges-to-har.ts';
import { ok } from '../../../../../shared/result.ts';
import { historyEntry } from './history-entry.ts';

function aHistory() {
  const recorded: Recorded[] = [];
  const history = {
    addAll: async (some: readonly Recorded[]) => {
      recorded.push(...some);
      return ok(null);
    },
  };
  return { history, recorded };
}

const refused = historyEntry(3, { body: '{"error":"invalid_client"}' }).exchange;
const EXCHANGES = [
  historyEntry(1).exchange,
  historyEntry(2).exchange,
  { ...refused, response: refused.response && { ...refused.response, status: 401 } },
];

/** As another program writes it: nothing is masked. */
const TEXT = JSON.stringify(
  exchangesToHar(EXCHANGES, { creatorVersion: '1', reveal: ['CLIENT_SECRET', 'ACCESS_TOKEN'] }),
);

it('all entries come in, with ids and a workspace of their own, judged, and without client secrets', async () => {
  const { history, recorded } = aHistory();
  const answer = await importHar(history, { name: 'mine.har', text: TEXT, entries: null });
  expect(answer).toEqual({ ok: true, value: { added: 3 } });
  expect(recorded.map(({ exchange }) => exchange.startedAt)).toEqual(EXCHANGES.map((one) => one.startedAt));
  expect(new Set(recorded.map(({ exchange }) => exchange.id)).size).toBe(3);
  for (const { workspace } of recorded) {
    expect(workspace).toMatchObject({
      id: recorded[0]?.workspace.id,
      name: 'HAR: mine.har',
      kind: 'custom',
      server: { tokenEndpoint: EXCHANGES[0]?.request.url },
      tls: { verification: 'on' },
    });
  }
  expect(JSON.stringify(recorded)).not.toContain('canary');
  expect(recorded.map(({ findings }) => findings.some(({ severity }) => severity === 'error'))).toEqual([
    false,
    false,
    true,
  ]);
});

it('adds only the chosen entries', async () => {
  const { history, recorded } = aHistory();
  await importHar(history, { name: 'a', text: TEXT, entries: [1] });
  expect(recorded.map(({ exchange }) => exchange.startedAt)).toEqual([EXCHANGES[1]?.startedAt]);
});

it('adds nothing if the file is not a HAR, and says why', async () => {
  const { history, recorded } = aHistory();
  expect(await importHar(history, { name: 'a', text: '{}', entries: null })).toMatchObject({
    ok: false,
    error: { code: 'config.invalid' },
  });
  expect(recorded).toEqual([]);
});
