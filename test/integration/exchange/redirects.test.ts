import { X509Certificate } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import type { RenewProof } from '../../../electron/core/exchange/exchange-options.ts';
import { ExchangeArchive } from '../../../electron/core/exchange/recording/exchange-archive.ts';
import { redactExchange } from '../../../shared/http/exchange.ts';
import { withProof } from '../../../shared/oauth/dpop/dpop.ts';
import { secretSpan } from '../../../shared/text/sensitive-text.ts';
import { makeTestPki } from '../../fixtures/certificates/test-pki.ts';
import { type RawServer, type Script, startRawServer } from '../../fixtures/servers/raw-server.ts';
import { answer, answering } from '../../fixtures/servers/scripts.ts';
import { httpRequest, perform, trusting } from './exchange-bench.ts';

const open: RawServer[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function start(options: Parameters<typeof startRawServer>[0]): Promise<RawServer> {
  const server = await startRawServer(options);
  open.push(server);
  return server;
}

const to = (location: string, status = '302 Found') =>
  answer('moved', { status, headers: [`Location: ${location}`] });

function withToken(url: string) {
  const request = httpRequest(url, { headers: [['Authorization', 'x']] });
  const headers = request.headers.map((field) =>
    field.name === 'Authorization'
      ? { ...field, value: ['Bearer ', secretSpan('ACCESS_TOKEN', 't0k3n')] }
      : field,
  );
  return { ...request, headers };
}

it('the chain is recorded, and the token stays with its origin', async () => {
  const other = await start({ script: answering(answer('arrived')) });
  const first = await start({ script: answering(to('/next'), to(other.url('/there'))) });
  const { exchange, earlier } = await perform(withToken(first.url('/start')), { followRedirects: true });

  expect(exchange.response?.body.text).toBe('arrived');
  expect(exchange.id).toBe('test');
  expect(exchange.request.url).toBe(other.url('/there'));
  expect(exchange.redirects?.map(({ id, request, response }) => [id, request.url, response?.status])).toEqual(
    [
      ['test/1', first.url('/start'), 302],
      ['test/2', first.url('/next'), 302],
    ],
  );
  expect(exchange.redirects?.[1]?.connection?.reused).toBe(true);
  expect(first.peers[0]?.received.toString().match(/Bearer t0k3n/g)).toHaveLength(2);
  expect(other.peers[0]?.received.toString()).not.toMatch(/authorization|t0k3n/i);

  expect(earlier.map((hop) => hop.exchange.id)).toEqual(['test/1', 'test/2']);
  const archive = new ExchangeArchive();
  for (const hop of earlier) archive.keep(hop);
  expect(archive.find('test/1')?.wire.sentBytes).toBeGreaterThan(0);
  expect(JSON.stringify(redactExchange(exchange, ['ACCESS_TOKEN']))).not.toContain('t0k3n');
});

it('each hop of the same origin gets its own proof; another origin none', async () => {
  const other = await start({ script: answering(answer('arrived')) });
  const first = await start({ script: answering(to('/next'), to(other.url('/there'))) });
  const asked: (readonly [url: string, from: string | undefined])[] = [];
  const renewProof: RenewProof = async (request, redirect) => {
    asked.push([request.url, redirect?.request.url]);
    return withProof(request, `proof of ${request.url}`);
  };
  const request = httpRequest(first.url('/start'), { headers: [['DPoP', 'proof of the first']] });
  const { exchange } = await perform(request, { followRedirects: true, renewProof });

  const proofs = [...(exchange.redirects ?? []), exchange].map(
    (hop) => hop.request.headers.find(({ name }) => name === 'DPoP')?.value[0],
  );
  expect(proofs).toEqual(['proof of the first', `proof of ${first.url('/next')}`, undefined]);
  expect(first.peers[0]?.received.toString()).toContain(`DPoP: proof of ${first.url('/next')}`);
  expect(other.peers[0]?.received.toString()).not.toMatch(/dpop/i);
  expect(asked).toEqual([
    [first.url('/next'), first.url('/start')],
    [other.url('/there'), first.url('/next')],
  ]);
});

it('a client certificate stays with its origin', async () => {
  const pki = await makeTestPki();
  const other = await start({ script: answering(answer('arrived')), tls: pki.good });
  const first = await start({ script: answering(to('/next'), to(other.url('/there'))), tls: pki.good });
  const clientCertificate = {
    chainPem: pki.good.cert,
    keyPem: pki.good.key,
    fingerprint256: new X509Certificate(pki.good.cert).fingerprint256,
  };
  const { exchange } = await perform(httpRequest(first.url('/start')), {
    followRedirects: true,
    policy: trusting(pki.root.pem),
    clientCertificate,
  });
  expect([...(exchange.redirects ?? []), exchange].map(({ tls }) => tls?.clientCertificate)).toEqual([
    clientCertificate.fingerprint256,
    clientCertificate.fingerprint256,
    undefined,
  ]);
});

it.each([
  ['a token request', { purpose: 'token', followRedirects: true }],
  ['an API call, unless it is asked for', { purpose: 'api', followRedirects: false }],
  ['introspection', { purpose: 'introspection', followRedirects: true }],
] as const)('%s does not follow', async (_who, options) => {
  const elsewhere = await start({ script: answering(answer('no')) });
  const server = await start({ script: answering(to(elsewhere.url())) });
  const { exchange } = await perform(withToken(server.url()), options);
  expect(exchange.response?.status).toBe(302);
  expect(exchange.redirects).toBeUndefined();
  expect(elsewhere.peers).toHaveLength(0);
});

it('the TLS policy judges every hop', async () => {
  const pki = await makeTestPki();
  const stranger = await makeTestPki();
  const untrusted = await start({ script: answering(answer('no')), tls: stranger.good });
  const server = await start({ script: answering(to(untrusted.url())), tls: pki.good });
  const { exchange } = await perform(withToken(server.url()), {
    followRedirects: true,
    policy: trusting(pki.root.pem),
  });
  expect(exchange.failure?.code).toBe('tls-untrusted');
  expect(exchange.redirects).toHaveLength(1);
  expect(exchange.redirects?.[0]?.tls?.acceptedBy).toBe('extra-ca');
  expect(untrusted.peers.every(({ received }) => received.length === 0)).toBe(true);
});

it.each<[string, (count: number) => string, string, number]>([
  ['a loop', (count) => (count % 2 === 0 ? '/' : '/b'), 'loop', 1],
  ['a chain without end', (count) => `/${count}`, 'limit', 10],
  ['a way into the file system', () => 'file:///etc/passwd', 'location-invalid', 0],
])('%s ends', async (_what, locationAt, reason, hops) => {
  let count = 0;
  const script: Script = async (peer) => {
    while (await peer.readRequest()) {
      count += 1;
      peer.write(to(locationAt(count)));
    }
  };
  const server = await start({ script });
  const { exchange } = await perform(httpRequest(server.url()), { followRedirects: true });
  expect(exchange.redirectStop).toBe(reason);
  expect(exchange.response?.status).toBe(302);
  expect(exchange.failure).toBeNull();
  expect(exchange.redirects ?? []).toHaveLength(hops);
});

it('the time limit is for all hops together', async () => {
  let count = 0;
  const server = await start({
    script: async (peer) => {
      while (await peer.readRequest()) {
        count += 1;
        await new Promise((resolve) => setTimeout(resolve, 120));
        peer.write(to(`/${count}`));
      }
    },
  });
  const { exchange } = await perform(httpRequest(server.url()), { followRedirects: true, timeLimitMs: 400 });
  expect(exchange.failure?.code).toBe('timeout');
  expect(exchange.redirects?.length).toBeGreaterThan(0);
});
