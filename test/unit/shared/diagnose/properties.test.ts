import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose, lintRequest, MOST_FINDINGS } from '../../../../shared/diagnose/diagnose.ts';
import type { Finding } from '../../../../shared/diagnose/finding.ts';
import {
  EXCHANGE_PURPOSES,
  type Exchange,
  FAILURE_CODES,
  redactExchange,
} from '../../../../shared/http/exchange.ts';
import { buildApiRequest } from '../../../../shared/oauth/request/api-request.ts';
import { TLS_PROBLEM_CODES } from '../../../../shared/tls/report.ts';
import { aFailure, anExchange, aResponse, aTokenRequest, aWorkspace } from '../fixtures.ts';
import { aToken } from './findings.ts';
import { aProblem, aReport } from './tls-fixtures.ts';

const SECRET = 'kX7!vQ2_zP9%25wR4';
const TOKEN = 'tok_9Zq3vXw7Lm2Rk8Yh5Bn1';
const ECHOES = [SECRET, encodeURIComponent(SECRET), TOKEN, `Bearer ${TOKEN}`];

/** What hostile and careless servers put anywhere: words that rules look for, secrets that they were sent, noise. */
const text = fc.oneof(
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 5,
    arbitrary: fc
      .array(
        fc.constantFrom(
          ...ECHOES,
          'invalid_client',
          'invalid_token',
          'scope',
          ' ',
          '"',
          '=',
          ',',
          '<html><title>',
          'AADSTS7000215',
          'HTTPS required',
          'missing',
          'grant_type',
          'client certificate',
          'audience',
          'https://a.example/',
          '%',
          '\0',
          '\uFFFD',
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join('')),
  },
);

const body = fc.oneof(
  text,
  fc.json({ stringUnit: 'binary', maxDepth: 3 }),
  fc
    .dictionary(
      fc.constantFrom(
        'access_token',
        'token_type',
        'expires_in',
        'scope',
        'refresh_token',
        'id_token',
        'error',
        'error_description',
        'errorCode',
        'errorSummary',
        'message',
        'token_endpoint',
        'active',
        'keys',
        'fault',
      ),
      fc.oneof(
        text,
        fc.double(),
        fc.boolean(),
        fc.constant(null),
        fc.constant(TOKEN),
        fc.array(text, { maxLength: 3 }),
        fc.object({ maxDepth: 1 }),
      ),
    )
    .map((members) => JSON.stringify(members)),
  fc
    .array(fc.tuple(fc.constantFrom('error', 'access_token', 'x'), text))
    .map((fields) => fields.map(([name, value]) => `${name}=${value}`).join('&')),
);

const headers = fc.dictionary(
  fc.constantFrom(
    'Content-Type',
    'Location',
    'Date',
    'Retry-After',
    'WWW-Authenticate',
    'Cache-Control',
    'Server',
    'Via',
    'DPoP-Nonce',
    'Allow',
    'X-Squid-Error',
  ),
  fc.oneof(
    text,
    fc.constantFrom(
      'text/html',
      'application/json',
      'Bearer error="invalid_token"',
      'Negotiate',
      '-1',
      '/x',
      '/token/',
    ),
  ),
);

const exchange: fc.Arbitrary<Exchange> = fc
  .record({
    purpose: fc.constantFrom(...EXCHANGE_PURPOSES),
    url: fc.constantFrom(
      'https://id.example/token',
      'http://id.example/token',
      'http://localhost:8443/token',
      'https://localhost:8443/oauth/v2/oauth-token',
    ),
    authMethod: fc.constantFrom('client_secret_basic', 'client_secret_post', 'none'),
    basicEncoding: fc.constantFrom('form', 'raw'),
    response: fc.option(
      fc.record({
        status: fc.oneof(fc.integer({ min: 100, max: 599 }), fc.constantFrom(200, 302, 400, 401, 403, 404)),
        headers,
        body,
      }),
    ),
    failure: fc.option(
      fc.record({
        code: fc.constantFrom(...FAILURE_CODES),
        stage: fc.constantFrom('dns', 'connect', 'tls', 'wait', 'receive'),
        message: text,
        platformCode: fc.option(text),
      }),
      { freq: 3 },
    ),
    problems: fc.option(fc.uniqueArray(fc.constantFrom(...TLS_PROBLEM_CODES), { maxLength: 3 })),
    acceptedBy: fc.constantFrom(null, 'system', 'verification-off'),
  })
  .map(({ purpose, url, authMethod, basicEncoding, response, failure, problems, acceptedBy }): Exchange => {
    const workspace = aWorkspace({
      tokenEndpoint: url,
      client: { authMethod, basicEncoding },
      request: { scopes: ['read', 'b.*('] },
    });
    const call = buildApiRequest({ ...workspace.api, url }, { ...aToken, value: TOKEN });
    if (!call.ok) throw new Error(call.error.message);
    return anExchange({
      purpose,
      request: purpose === 'api' ? call.value : aTokenRequest(workspace, SECRET),
      response: response && aResponse(response.body, { status: response.status, headers: response.headers }),
      failure: failure && aFailure(failure.code, failure),
      tls: problems && aReport({ problems: problems.map((code) => aProblem(code)), acceptedBy }),
    });
  });

function check(property: (findings: Finding[], exchange: Exchange) => void): void {
  fc.assert(
    fc.property(exchange, (candidate) => {
      const context = {
        workspace: aWorkspace(),
        token: { ...aToken, value: TOKEN },
        now: candidate.startedAt,
      };
      property(diagnose(candidate, context), candidate);
    }),
    { numRuns: 1000 },
  );
}

/** Findings that may stand side by side although they are grave: the faults of one chain, and of one token. */
const SEVERAL = /^(tls-|token-jwt-)/;
const ORDER = ['fatal', 'error', 'warning', 'info'];

describe('whatever the exchange', () => {
  it('the diagnosis does not throw, is whole, ordered and at most a handful', () => {
    check((findings) => {
      const ids = findings.map(({ id }) => id);
      const ranks = findings.map(({ severity }) => ORDER.indexOf(severity));
      expect(new Set(ids).size).toBe(ids.length);
      expect(ranks).toEqual([...ranks].sort());
      expect(findings.length).toBeLessThanOrEqual(MOST_FINDINGS);
      for (const { id, seen, nextStep } of findings)
        expect([id, seen !== '' && nextStep !== '']).toEqual([id, true]);
    });
  });

  it('one cause is named: no two grave findings contradict each other', () => {
    check((findings) => {
      const grave = findings.filter(({ severity }) => severity === 'fatal' || severity === 'error');
      const causes = grave.filter(({ id }) => !SEVERAL.test(id)).map(({ id }) => id);
      expect(causes.length, causes.join()).toBeLessThanOrEqual(1);
    });
  });

  it('no sentence has a secret that was sent or a whole token in it, echoed or not', () => {
    check((findings, { request }) => {
      // A secret that is no part of the exchange is not known here, so that no server can echo it either.
      const sent = JSON.stringify(request).includes('"CLIENT_SECRET"');
      const hidden = sent ? [SECRET, encodeURIComponent(SECRET), TOKEN] : [TOKEN];
      for (const { id, title, seen, why, nextStep } of findings) {
        const words = [title, seen, why, nextStep].join('\n');
        for (const echo of hidden) expect([id, words.includes(echo)]).toEqual([id, false]);
      }
    });
  });

  it('a withheld secret changes no advice', () => {
    check((findings, candidate) => {
      const context = {
        workspace: aWorkspace(),
        token: { ...aToken, value: TOKEN },
        now: candidate.startedAt,
      };
      const withheld = diagnose(redactExchange(candidate), context);
      // An action that carries an echoed secret is left out where the secret is known.
      const carriesEcho = (action: object) => ECHOES.some((echo) => JSON.stringify(action).includes(echo));
      const advice = (list: Finding[]) =>
        list.map(({ id, actions }) => [id, actions.filter((action) => !carriesEcho(action))]);
      expect(advice(withheld)).toEqual(advice(findings));
    });
  });

  it('a failed exchange is always explained', () => {
    check((findings, { failure }) => {
      if (failure) expect(findings[0]).toBeDefined();
    });
  });
});

it('the lint does not throw, whatever is typed', () => {
  fc.assert(
    fc.property(
      text,
      fc.option(text),
      fc.array(text, { maxLength: 3 }),
      text,
      (clientId, secret, scopes, rawBody) => {
        for (const authMethod of ['client_secret_basic', 'client_secret_post', 'none'] as const) {
          const workspace = aWorkspace({ client: { clientId, authMethod }, request: { scopes, rawBody } });
          const findings = lintRequest(aTokenRequest(workspace, secret), workspace, {
            scopes_supported: scopes,
          });
          expect(findings.length).toBeLessThanOrEqual(MOST_FINDINGS);
        }
      },
    ),
    { numRuns: 300 },
  );
});

/** What makes a pattern look at the same characters again and again. Each is judged in a moment, or not within the test's time. */
it.each(['<', '<title', '<input ', '<?', '<!--', '<error>', '(e.g., ', 'eyJ-', 'audience ', '"'])(
  'a body of nothing but %s does not hold the page up',
  (piece) => {
    const body = piece.repeat(500_000);
    for (const purpose of ['token', 'api', 'introspection'] as const) {
      for (const text of [body, JSON.stringify({ error: 'x', error_description: body, message: body })]) {
        const response = aResponse(text, { status: 401, headers: { 'Content-Type': 'text/html' } });
        const exchange = anExchange({ purpose, response });
        const [finding] = diagnose(exchange, { workspace: aWorkspace(), now: exchange.startedAt });
        expect(finding).toBeDefined();
      }
    }
  },
);
