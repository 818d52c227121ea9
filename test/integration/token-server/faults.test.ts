import { describe, expect, test } from 'vitest';
import { ConnectionPool } from '../../../electron/core/exchange/connection/connection-pool.ts';
import { diagnose } from '../../../shared/diagnose/diagnose.ts';
import type { Exchange } from '../../../shared/http/exchange.ts';
import { secretOnly } from '../../../shared/oauth/client-authentication/request-credentials.ts';
import { buildTokenRequest } from '../../../shared/oauth/request/token-request.ts';
import { readTokenOutcome } from '../../../shared/oauth/token/token-response.ts';
import { DEFAULT_TLS_POLICY } from '../../../shared/tls/default-policy.ts';
import type {
  AnswerEffect,
  Fault,
  FaultEndpoint,
  FaultOccurrence,
} from '../../../shared/token-server/faults.ts';
import { aWorkspace } from '../../unit/shared/fixtures.ts';
import { httpRequest, perform, trusting } from '../exchange/exchange-bench.ts';
import { CONFIG, SECRET, type StartedServer, startServer } from './support.ts';

const ALWAYS: FaultOccurrence = { mode: 'always' };
const fault = (
  effect: AnswerEffect,
  occurrence: FaultOccurrence = ALWAYS,
  endpoint: FaultEndpoint = 'token',
): Fault => ({ id: 'fault', endpoint, effect, occurrence });
const handshakeFault = (
  effect: Extract<Fault['effect'], { kind: 'certificate' | 'tls-1.2-only' | 'client-certificate' }>,
  occurrence: FaultOccurrence = ALWAYS,
): Fault => ({ id: 'fault', endpoint: 'any', effect, occurrence });

interface Seen {
  readonly exchange: Exchange;
  /** What the window would say of it. */
  readonly findings: readonly string[];
}

/** Our own client's token request, as the window sends it. */
async function requestToken(
  { ca, endpoints }: StartedServer,
  { pool, timeLimitMs = 5000 }: { pool?: ConnectionPool; timeLimitMs?: number } = {},
): Promise<Seen> {
  const workspace = aWorkspace({
    tokenEndpoint: endpoints.token,
    client: { clientId: 'server' },
    tls: ca === '' ? DEFAULT_TLS_POLICY : trusting(ca),
    request: { scopes: ['read'] },
  });
  const built = buildTokenRequest(workspace, secretOnly(SECRET));
  if (!built.ok) throw new Error(built.error.message);
  const options = { purpose: 'token', policy: workspace.tls, timeLimitMs } as const;
  const { exchange } = await perform(built.value, pool === undefined ? options : { ...options, pool });
  const outcome = readTokenOutcome(exchange);
  const findings = diagnose(exchange, { workspace, outcome, now: Date.now() });
  return { exchange, findings: findings.map(({ id }) => id) };
}

async function callApi({ ca, endpoints }: StartedServer, token: string): Promise<Seen> {
  const policy = trusting(ca);
  const request = httpRequest(endpoints.api, { headers: [['Authorization', `Bearer ${token}`]] });
  const { exchange } = await perform(request, { policy });
  const findings = diagnose(exchange, { workspace: aWorkspace({ tls: policy }), now: Date.now() });
  return { exchange, findings: findings.map(({ id }) => id) };
}

function tokenOf({ exchange }: Seen): string {
  const outcome = readTokenOutcome(exchange);
  if (outcome.kind !== 'token') throw new Error(`no token: ${JSON.stringify(outcome)}`);
  return outcome.accessToken;
}

const lastDecision = ({ server }: StartedServer) => server.log.at(-1)?.decision;

describe('our client diagnoses a response fault', () => {
  const cases: readonly (readonly [AnswerEffect, string])[] = [
    [{ kind: 'reset', when: 'before-headers' }, 'transport-connection-reset'],
    [{ kind: 'reset', when: 'after-headers' }, 'transport-body-truncated'],
    [{ kind: 'status', status: 429, retryAfter: 7 }, 'http-rate-limited'],
    [{ kind: 'status', status: 500 }, 'http-server-error'],
    [{ kind: 'status', status: 502 }, 'http-bad-gateway'],
    [{ kind: 'status', status: 503, retryAfter: 1 }, 'http-unavailable'],
    [{ kind: 'html', status: 200 }, 'answer-html'],
    [{ kind: 'malformed-json' }, 'answer-cut-off'],
    [{ kind: 'content-type', value: 'text/html' }, 'token-content-type'],
    [{ kind: 'omit-member', member: 'access_token' }, 'answer-no-access-token'],
    [{ kind: 'omit-member', member: 'token_type' }, 'token-type-missing'],
    [{ kind: 'omit-member', member: 'expires_in' }, 'token-lifetime-missing'],
    [{ kind: 'set-member', member: 'expires_in', value: '299' }, 'token-lifetime-string'],
    [{ kind: 'set-member', member: 'refresh_token', value: 'r' }, 'token-refresh-token'],
    [{ kind: 'clock-skew', seconds: 3600 }, 'clock-skew'],
    [{ kind: 'clock-skew', seconds: -3600 }, 'clock-skew'],
  ];
  for (const scheme of ['https', 'http'] as const) {
    test.each(cases)(`over ${scheme}: %j → %s`, async (effect, finding) => {
      const started = await startServer({ scheme });
      await started.server.arm(fault(effect));
      expect((await requestToken(started)).findings).toContain(finding);
      started.server.disarm(null);
      expect((await requestToken(started)).exchange.response?.status).toBe(200);
    });
  }

  test.each([
    [{ kind: 'hang' }],
    [{ kind: 'delay', milliseconds: 60_000 }],
    [{ kind: 'drip', bytes: 1, milliseconds: 5000 }],
  ] as const)('%j → the time limit, and the server still stops at once', async (effect) => {
    const started = await startServer();
    await started.server.arm(fault(effect));
    const { findings } = await requestToken(started, { timeLimitMs: 300 });
    expect(findings).toContain('transport-timeout');
    await expect.poll(() => lastDecision(started)).toContain('; fault: ');
    expect(started.server.log.at(-1)?.status).toBe(0);
  });

  test.each([
    [{ kind: 'delay', milliseconds: 150 }],
    [{ kind: 'drip', bytes: 20, milliseconds: 20 }],
  ] as const)('%j → the whole answer, but late', async (effect) => {
    const started = await startServer();
    await started.server.arm(fault(effect));
    const seen = await requestToken(started);
    expect(tokenOf(seen)).toHaveLength(36);
    expect(Number(seen.exchange.timings.total)).toBeGreaterThanOrEqual(90);
  });

  test('and one in the token comes out at the API', async () => {
    const clients = CONFIG.clients.map((client) => ({ ...client, tokenFormat: 'jwt' as const }));
    const started = await startServer({ clients });
    const findings: string[] = [];
    for (const deviation of [
      'expired',
      'not-yet-valid',
      'wrong-audience',
      'wrong-issuer',
      'wrong-key-id',
      'wrong-signature',
    ] as const) {
      await started.server.arm(fault({ kind: 'token', deviation }, { mode: 'next', count: 1 }));
      const { exchange, findings: found } = await callApi(started, tokenOf(await requestToken(started)));
      expect(exchange.response?.status).toBe(401);
      findings.push(found.find((id) => id.startsWith('api-')) ?? 'none');
    }
    expect(findings).toEqual([
      'api-token-expired',
      'api-token-not-yet-valid',
      'api-wrong-audience',
      'api-untrusted-issuer',
      'api-token-signature',
      'api-token-signature',
    ]);
  });
});

describe('logs that a token fault does not apply to the token', () => {
  test.each([
    ['an opaque one has no signature', 'wrong-signature', CONFIG.clients, 'opaque and has no signature'],
    ['none is issued', 'expired', [], 'token that has expired, but none was issued'],
  ] as const)('%s', async (_name, deviation, clients, words) => {
    const started = await startServer({ clients: [...clients] });
    await started.server.arm(fault({ kind: 'token', deviation }));
    await requestToken(started);
    await expect.poll(() => lastDecision(started)).toContain(words);
  });
});

describe('our client diagnoses a handshake fault', () => {
  test.each([
    ['expired', 'tls-expired'],
    ['other-host', 'tls-wrong-host'],
    ['untrusted', 'tls-unknown-ca'],
  ] as const)('a certificate that is %s → %s, and no request is sent', async (problem, finding) => {
    const started = await startServer();
    await started.server.arm(handshakeFault({ kind: 'certificate', problem }));
    const { exchange, findings } = await requestToken(started);
    expect(exchange.failure?.code).toBe('tls-untrusted');
    expect(findings).toContain(finding);
    expect(started.server.log.filter(({ method }) => method === 'POST')).toEqual([]);
    started.server.disarm('fault');
    expect((await requestToken(started)).exchange.response?.status).toBe(200);
  });

  test('TLS 1.2 only is spoken', async () => {
    const started = await startServer();
    expect((await requestToken(started)).exchange.tls?.protocol).toBe('TLSv1.3');
    await started.server.arm(handshakeFault({ kind: 'tls-1.2-only' }));
    const { exchange } = await requestToken(started);
    expect([exchange.tls?.protocol, exchange.response?.status]).toEqual(['TLSv1.2', 200]);
  });

  test('a client certificate is demanded, in TLS 1.2 too', async () => {
    const started = await startServer();
    await started.server.arm(handshakeFault({ kind: 'client-certificate' }));
    expect((await requestToken(started)).findings).toContain('tls-client-certificate-required');
    await started.server.arm({ ...handshakeFault({ kind: 'tls-1.2-only' }), id: 'other' });
    const { exchange } = await requestToken(started);
    expect(exchange.failure).not.toBe(null);
    await expect
      .poll(() => started.server.log.map(({ decision }) => decision))
      .toContain('the client sent no certificate, which was demanded');
  });

  test('a kept connection does not let a request slip past it', async () => {
    const started = await startServer();
    const pool = new ConnectionPool();
    expect((await requestToken(started, { pool })).exchange.response?.status).toBe(200);
    await started.server.arm(handshakeFault({ kind: 'certificate', problem: 'expired' }));
    const { exchange } = await requestToken(started, { pool });
    pool.close();
    expect(exchange.failure?.code).toBe('tls-untrusted');
  });

  test('hits the next connection only, when so armed', async () => {
    const started = await startServer();
    await started.server.arm(
      handshakeFault({ kind: 'certificate', problem: 'untrusted' }, { mode: 'next', count: 1 }),
    );
    expect((await requestToken(started)).exchange.failure?.code).toBe('tls-untrusted');
    expect((await requestToken(started)).exchange.failure).toBe(null);
  });

  test('acts from the start if armed before', async () => {
    const started = await startServer();
    await started.server.stop();
    await started.server.arm(handshakeFault({ kind: 'certificate', problem: 'expired' }));
    await started.server.configure({ ...CONFIG, port: started.port });
    await started.server.start();
    expect((await requestToken(started)).findings).toContain('tls-expired');
  });
});

describe('what is armed', () => {
  test('is listed in the state with its remaining count', async () => {
    const states: unknown[] = [];
    const started = await startServer(
      { scheme: 'http' },
      { onState: (state) => states.push('faults' in state ? state.faults : null) },
    );
    const { server } = started;
    const armed = fault({ kind: 'status', status: 503 }, { mode: 'next', count: 2 });
    expect(await server.arm(armed)).toMatchObject({
      faults: [{ fault: armed, acted: 0, remaining: 2 }],
    });
    await requestToken(started);
    await expect.poll(() => states.at(-1)).toEqual([{ fault: armed, acted: 1, remaining: 1 }]);
    await requestToken(started);
    await expect.poll(() => states.at(-1)).toBe(null);
    expect(server.state).not.toHaveProperty('faults');
  });

  test('is in the log of the request that it hit', async () => {
    const started = await startServer();
    await started.server.arm(fault({ kind: 'status', status: 503, retryAfter: 5 }));
    await requestToken(started);
    await expect
      .poll(() => started.server.log.at(-1))
      .toMatchObject({
        status: 503,
        decision: 'not processed; fault: 503 with Retry-After 5',
      });
  });

  test('outlives a change of the configuration', async () => {
    const started = await startServer({ scheme: 'http' });
    await started.server.arm(fault({ kind: 'html', status: 200 }));
    await started.server.configure({ ...CONFIG, scheme: 'http', port: started.port });
    expect((await requestToken(started)).findings).toContain('answer-html');
  });
});
