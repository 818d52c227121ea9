import { expect, it } from 'vitest';
import type { PerformedExchange } from '../../../../../../electron/core/exchange/exchange-options.ts';
import { ExchangeArchive } from '../../../../../../electron/core/exchange/recording/exchange-archive.ts';

function performed(id: string, bytes: number): PerformedExchange {
  const exchange = { id } as PerformedExchange['exchange'];
  const none = new Uint8Array();
  const wire = { sent: none, received: none, sentBytes: 0, receivedBytes: 0, truncated: false };
  return { exchange, wire, bodyBytes: new Uint8Array(bytes), layout: {}, withhold: [], earlier: [] };
}

it('forgets the oldest when there are too many', () => {
  const archive = new ExchangeArchive({ exchanges: 2, bytes: 1000 });
  for (const id of ['a', 'b', 'c']) archive.keep(performed(id, 1));
  expect(['a', 'b', 'c'].map((id) => archive.find(id)?.exchange.id ?? null)).toEqual([null, 'b', 'c']);
});

it('forgets the oldest when their bytes are too many, and never the latest', () => {
  const archive = new ExchangeArchive({ exchanges: 100, bytes: 1000 });
  archive.keep(performed('a', 600));
  archive.keep(performed('b', 600));
  expect(archive.find('a')).toBeNull();
  archive.keep(performed('large', 5000));
  expect(archive.find('b')).toBeNull();
  expect(archive.find('large')).not.toBeNull();
});

it('the same exchange is kept once', () => {
  const archive = new ExchangeArchive({ exchanges: 100, bytes: 1000 });
  for (let run = 0; run < 5; run += 1) archive.keep(performed('a', 600));
  archive.keep(performed('b', 400));
  expect(archive.find('a')).not.toBeNull();
});
