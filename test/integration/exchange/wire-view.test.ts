import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { viewWire } from '../../../electron/core/exchange/recording/view-wire.ts';
import type { HttpRequest } from '../../../shared/http/exchange.ts';
import { maskText, secretSpan } from '../../../shared/text/sensitive-text.ts';
import { type RawServer, type Script, startRawServer } from '../../fixtures/servers/raw-server.ts';
import { answer, answering, chunked } from '../../fixtures/servers/scripts.ts';
import { httpRequest, perform } from './exchange-bench.ts';

let server: RawServer;

afterEach(() => server.close());

const CANARY = 'canary-5ecr3t!';

function postSecret(url: string): HttpRequest {
  const request = httpRequest(url, { method: 'POST', body: `client_secret=${CANARY}&note=canary` });
  return { ...request, body: ['client_secret=', secretSpan('CLIENT_SECRET', CANARY), '&note=canary'] };
}

async function view(script: Script, request: (url: string) => HttpRequest = postSecret) {
  server = await startRawServer({ script });
  const performed = await perform(request(server.url()), { withhold: [CANARY] });
  return { wire: viewWire(performed), performed, sent: server.peers[0]?.received ?? Buffer.alloc(0) };
}

describe('the recorded bytes', () => {
  it('as sent, the secret withheld, and as received', async () => {
    const { wire, sent } = await view(answering(answer('ok ü')));
    expect(maskText(wire.sent.text)).toBe(sent.toString('latin1').replace(CANARY, '••••••••'));
    expect(wire.sent).toMatchObject({ size: sent.length, truncated: false });
    expect(wire.received).toEqual({
      text: [answer('ok ü').toString('latin1')],
      size: answer('ok ü').length,
      truncated: false,
    });
    expect(JSON.stringify(wire)).not.toContain(CANARY);
  });

  it.each([
    ['plain', answer(`you said ${CANARY}`)],
    ['form encoded', answer('client_secret=canary-5ecr3t%21')],
    [
      'in chunks',
      answer(chunked('you said canary-', '5ecr3t!'), {
        headers: ['Transfer-Encoding: chunked'],
        framing: 'own',
      }),
    ],
    ['compressed', answer(gzipSync(`you said ${CANARY}`), { headers: ['Content-Encoding: gzip'] })],
    ['in a header', answer('', { headers: [`X-Echo: ${CANARY}`] })],
  ])('a secret that the server sent back is withheld: %s', async (_how, bytes) => {
    const { wire } = await view(answering(bytes));
    expect(wire.received.text.some((span) => typeof span !== 'string' && span.value === null)).toBe(true);
    const shown = wire.received.text.map((span) => (typeof span === 'string' ? span : '')).join('');
    expect(shown).not.toMatch(/canary-5ecr3t|5ecr3t!/);
    expect(shown.startsWith('HTTP/1.1 200 OK\r\n')).toBe(true);
  });

  it('a compressed body that is too long to be searched is withheld', async () => {
    const bomb = answer(gzipSync('x'.repeat(40_000_000)), { headers: ['Content-Encoding: gzip'] });
    server = await startRawServer({ script: answering(bomb) });
    const performed = await perform(postSecret(server.url()), { purpose: 'api', withhold: [CANARY] });
    const { received } = viewWire(performed);
    expect(received.text.at(-1)).toMatchObject({ value: null });
  });

  it('reports truncation', async () => {
    const { wire, performed } = await view(answering(answer('x'.repeat(3 * 1024 * 1024))), httpRequest);
    expect(wire.received.truncated).toBe(true);
    expect(wire.received.size).toBeGreaterThan(3 * 1024 * 1024);
    expect(maskText(wire.received.text)).toHaveLength(1024 * 1024);
    expect(performed.bodyBytes).toHaveLength(3 * 1024 * 1024);
  });

  it('nothing, when nothing was sent', async () => {
    server = await startRawServer({ script: () => {} });
    const performed = await perform({ ...postSecret(server.url()), url: 'ftp://nowhere' });
    expect(viewWire(performed).sent).toEqual({ text: [], size: 0, truncated: false });
  });
});
