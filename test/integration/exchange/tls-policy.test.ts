import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TlsProblemCode } from '../../../shared/tls/report.ts';
import { makeCertificate } from '../../fixtures/certificates/make-certificate.ts';
import {
  CERTIFICATE_FAULTS,
  type CertificateFault,
  makeTestPki,
  type Presented,
  present,
  presentFaulty,
  type TestPki,
} from '../../fixtures/certificates/test-pki.ts';
import { type RawServer, startRawServer } from '../../fixtures/servers/raw-server.ts';
import { answer, answering } from '../../fixtures/servers/scripts.ts';
import { httpRequest, perform, trusting, UNVERIFIED } from './exchange-bench.ts';

let pki: TestPki;
let server: RawServer | null = null;

beforeAll(async () => {
  pki = await makeTestPki();
});

afterEach(async () => {
  await server?.close();
  server = null;
});

async function serve({ cert, key }: Presented, host?: string): Promise<RawServer> {
  server = await startRawServer({
    tls: { cert, key },
    script: answering(answer('hello')),
    ...(host ? { host } : {}),
  });
  return server;
}

const secretRequest = (url: string) =>
  httpRequest(url, { method: 'POST', headers: [['Authorization', 'Basic secret']], body: 'client_secret=x' });

function receivedBy({ peers }: RawServer): string {
  return Buffer.concat(peers.map(({ received }) => received)).toString();
}

describe('a server certificate is judged before a byte of the request leaves', () => {
  const expected: Record<
    CertificateFault,
    { code: TlsProblemCode; platformCode: string; certificate: number }
  > = {
    'self-signed': { code: 'self-signed', platformCode: 'DEPTH_ZERO_SELF_SIGNED_CERT', certificate: 0 },
    'unknown-ca': { code: 'unknown-ca', platformCode: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', certificate: 0 },
    'unknown-ca, sent along': {
      code: 'unknown-ca',
      platformCode: 'SELF_SIGNED_CERT_IN_CHAIN',
      certificate: 1,
    },
    'missing-intermediate': {
      code: 'missing-intermediate',
      platformCode: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      certificate: 0,
    },
    expired: { code: 'expired', platformCode: 'CERT_HAS_EXPIRED', certificate: 0 },
    'not-yet-valid': { code: 'not-yet-valid', platformCode: 'CERT_NOT_YET_VALID', certificate: 0 },
    'wrong-host': { code: 'wrong-host', platformCode: 'ERR_TLS_CERT_ALTNAME_INVALID', certificate: 0 },
    'weak-key': { code: 'weak-key', platformCode: 'EE_KEY_TOO_SMALL', certificate: 0 },
    'expired intermediate': { code: 'expired', platformCode: 'CERT_HAS_EXPIRED', certificate: 1 },
  };

  it.each(CERTIFICATE_FAULTS)('%s: refused, explained, and nothing sent', async (fault) => {
    const presented = await presentFaulty(fault, pki);
    const { url } = await serve(presented);
    const { exchange, wire } = await perform(secretRequest(url()), { policy: trusting(pki.root.pem) });

    expect(exchange.failure).toMatchObject({ code: 'tls-untrusted', stage: 'tls' });
    expect(exchange.failure?.platformCode).toBe(expected[fault].platformCode);
    expect(exchange.tls?.problems).toEqual([expect.objectContaining(expected[fault])]);
    expect(exchange.tls?.acceptedBy).toBeNull();
    expect(exchange.tls?.chain[0]?.fingerprint256).toBe(presented.leaf.fingerprint256);
    expect(exchange.response).toBeNull();
    expect(exchange.connection?.remotePort).toBe(server?.port);
    expect(wire.sent).toHaveLength(0);
    expect(server && receivedBy(server)).toBe('');
  });

  it.each(CERTIFICATE_FAULTS)('%s: accepted with verification off, the problem still told', async (fault) => {
    const { url } = await serve(await presentFaulty(fault, pki));
    const policy = { ...trusting(pki.root.pem), verification: 'off' } as const;
    const { exchange } = await perform(secretRequest(url()), { policy });
    expect(exchange.failure).toBeNull();
    expect(exchange.response?.body.text).toBe('hello');
    expect(exchange.tls?.acceptedBy).toBe('verification-off');
    expect(exchange.tls?.problems.map(({ code }) => code)).toContain(expected[fault].code);
  });

  it.each(CERTIFICATE_FAULTS)('%s: accepted by a pin for this host and port', async (fault) => {
    const presented = await presentFaulty(fault, pki);
    const { url, port } = await serve(presented);
    const pin = { host: `localhost:${port}`, fingerprint256: presented.leaf.fingerprint256 };
    const { exchange } = await perform(secretRequest(url()), {
      policy: { verification: 'on', extraCas: [], pins: [pin] },
    });
    expect(exchange.failure).toBeNull();
    expect(exchange.tls?.acceptedBy).toBe('pin');
  });

  it.each([
    ['another host', (port: number) => `127.0.0.1:${port}`, (print: string) => print],
    ['another port', (port: number) => `localhost:${port - 1}`, (print: string) => print],
    ['another certificate', (port: number) => `localhost:${port}`, () => pki.root.fingerprint256],
  ])('a pin for %s does not help', async (_what, host, fingerprint) => {
    const presented = await presentFaulty('self-signed', pki);
    const { url, port } = await serve(presented);
    const pin = { host: host(port), fingerprint256: fingerprint(presented.leaf.fingerprint256) };
    const { exchange } = await perform(secretRequest(url()), {
      policy: { verification: 'on', extraCas: [], pins: [pin] },
    });
    expect(exchange.failure?.code).toBe('tls-untrusted');
    expect(server && receivedBy(server)).toBe('');
  });

  it('lists every problem, the most important first', async () => {
    const many = await makeCertificate({
      name: 'other.example',
      names: ['other.example'],
      key: 'RSA 1024',
      validFrom: new Date('2020-01-01'),
      validTo: new Date('2021-01-01'),
    });
    const { url } = await serve(present(many));
    const { exchange } = await perform(secretRequest(url()));
    expect(exchange.tls?.problems.map(({ code }) => code)).toEqual([
      'self-signed',
      'expired',
      'wrong-host',
      'weak-key',
    ]);
  });
});

describe('a trusted chain', () => {
  it.each([
    ['localhost', undefined],
    ['127.0.0.1', undefined],
    ['[::1]', '::1'],
  ])('is accepted by an extra CA at %s', async (host, listenOn) => {
    const { url } = await serve(pki.good, listenOn);
    const { exchange } = await perform(secretRequest(url('/', host)), { policy: trusting(pki.root.pem) });
    expect(exchange.failure).toBeNull();
    expect(exchange.tls).toMatchObject({
      acceptedBy: 'extra-ca',
      problems: [],
      protocol: 'TLSv1.3',
      alpn: null,
    });
    expect(exchange.tls?.serverName).toBe(host.replace(/[[\]]/g, ''));
  });

  it('is accepted whichever of its certificates is the trusted one', async () => {
    const selfSigned = await presentFaulty('self-signed', pki);
    const cases = [
      [pki.viaIntermediate, pki.root.pem],
      [pki.viaIntermediate, pki.intermediate.pem],
      [await presentFaulty('missing-intermediate', pki), pki.intermediate.pem],
      [await presentFaulty('missing-intermediate', pki), `${pki.root.pem}\n${pki.intermediate.pem}`],
      [selfSigned, selfSigned.leaf.pem],
    ] as const;
    for (const [presented, ca] of cases) {
      const { url, close } = await serve(presented);
      const { exchange } = await perform(secretRequest(url()), { policy: trusting(ca) });
      expect(exchange.tls?.problems).toEqual([]);
      expect(exchange.tls?.acceptedBy).toBe('extra-ca');
      await close();
      server = null;
    }
  });

  it('is reported exactly as sent: order, strangers and all, and without the local root', async () => {
    const unrelated = await makeCertificate({ name: 'unrelated' });
    const { url } = await serve(present(pki.viaIntermediate.leaf, unrelated, pki.intermediate));
    const { exchange } = await perform(secretRequest(url()), { policy: trusting(pki.root.pem) });
    expect(exchange.tls?.chain.map(({ subject }) => subject)).toEqual([
      'CN=localhost',
      'CN=unrelated',
      'CN=Credence Test Intermediate, O=Credence Test',
    ]);
    expect(exchange.tls?.chain[0]).toMatchObject({
      issuer: 'CN=Credence Test Intermediate, O=Credence Test',
      names: ['DNS:localhost', 'IP Address:127.0.0.1', 'IP Address:0:0:0:0:0:0:0:1'],
      key: 'EC P-256',
      selfSigned: false,
      isCa: false,
      fingerprint256: pki.viaIntermediate.leaf.fingerprint256,
    });
    expect(exchange.tls?.chain[1]).toMatchObject({ selfSigned: true, isCa: false });
    expect(exchange.tls?.chain[2]).toMatchObject({ selfSigned: false, isCa: true });
  });

  it('is refused when the extra CA cannot be read, before the network is touched', async () => {
    const { url } = await serve(pki.good);
    const { exchange } = await perform(secretRequest(url()), {
      policy: { verification: 'on', extraCas: [{ name: 'Broken', pem: 'not PEM' }], pins: [] },
    });
    expect(exchange.failure).toMatchObject({ code: 'request-invalid', stage: 'prepare' });
    expect(exchange.failure?.message).toContain('“Broken”');
    expect(server?.peers).toHaveLength(0);
  });
});

describe('a handshake that fails', () => {
  it('is distinguished from distrust, with the platform’s code', async () => {
    server = await startRawServer({
      tls: { cert: pki.good.cert, key: pki.good.key, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' },
      script: () => {},
    });
    const { exchange } = await perform(httpRequest(server.url()), { policy: UNVERIFIED });
    expect(exchange.failure).toMatchObject({ code: 'tls-handshake', stage: 'tls' });
    expect(exchange.failure?.platformCode).toMatch(/^ERR_SSL_.*PROTOCOL/);
    expect(exchange.failure?.message).not.toMatch(/OPENSSL_internal|\.cc/);
    expect(exchange.tls).toBeNull();
  });

  it.each([
    ['HTTP', 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'],
    ['SMTP', '220 mail.example ESMTP\r\n'],
    ['SSH', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ])('says so when the port speaks %s', async (_name, greeting) => {
    server = await startRawServer({ script: (peer) => peer.end(greeting) });
    const { exchange } = await perform(httpRequest(`https://localhost:${server.port}/`));
    expect(exchange.failure).toMatchObject({ code: 'tls-not-tls', stage: 'tls' });
  });

  it('reports that the server closed or reset the connection midway', async () => {
    server = await startRawServer({ script: (peer) => peer.end() });
    const closed = await perform(httpRequest(`https://localhost:${server.port}/`));
    expect(closed.exchange.failure).toMatchObject({ code: 'connection-closed', stage: 'tls' });
    await server.close();
    server = await startRawServer({ script: (peer) => peer.socket.once('data', () => peer.reset()) });
    const reset = await perform(httpRequest(`https://localhost:${server.port}/`));
    expect(reset.exchange.failure).toMatchObject({ code: 'connection-reset', stage: 'tls' });
  });

  it('names the demand for a client certificate, which arrives after the handshake', async () => {
    server = await startRawServer({
      tls: { ...pki.good, requestCert: true, rejectUnauthorized: true, ca: pki.root.pem },
      script: answering(answer('hello')),
    });
    const { exchange } = await perform(httpRequest(server.url()), { policy: trusting(pki.root.pem) });
    expect(exchange.failure?.code).toBe('tls-handshake');
    expect(exchange.failure?.platformCode).toMatch(/CERTIFICATE_REQUIRED/);
  });
});
