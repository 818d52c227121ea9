import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAUSES, FAMILIES } from '../../../../shared/diagnose/causes/causes.ts';
import { diagnose, examine } from '../../../../shared/diagnose/diagnose.ts';
import type { Verdict } from '../../../../shared/diagnose/verdict.ts';
import { EXCHANGE_PURPOSES } from '../../../../shared/http/exchange.ts';
import type { WorkspaceOverrides } from '../fixtures.ts';
import { anExchange, aResponse, aTokenRequest, aWorkspace } from '../fixtures.ts';

function verdictOf(error: string, description: string, overrides: WorkspaceOverrides = {}): Verdict {
  const workspace = aWorkspace({ request: { scopes: ['read'] }, ...overrides });
  const exchange = anExchange({
    request: aTokenRequest(workspace, 'plain'),
    response: aResponse({ error, error_description: description }, { status: 400 }),
  });
  const { verdict } = examine(exchange, { workspace, now: 0 });
  if (verdict === null) throw new Error(`No verdict on ${description}`);
  return verdict;
}

const RANKS = { possible: 0, likely: 1, certain: 2 } as const;

/** Statements that name one thing, with the cause that each gives on its own. */
const STATEMENTS = [
  ['invalid_client', 'the client is unknown', 'oauth-client-unknown'],
  ['invalid_client', 'the client secret has expired', 'oauth-secret-expired'],
  ['invalid_client', 'the client is disabled', 'oauth-client-disabled'],
  ['invalid_client', 'the authentication method is not supported', 'oauth-auth-method-not-allowed'],
  ['invalid_client', 'the client secret is invalid', 'client-secret-wrong'],
  ['invalid_scope', 'the scope is unknown', 'oauth-scope-unknown'],
  ['invalid_scope', 'the scope is not allowed for this client', 'oauth-scope-not-allowed'],
] as const;

describe('the words of a server', () => {
  it.each(STATEMENTS)('%s, “%s”: %s', (error, words, id) => {
    expect(verdictOf(error, words)).toMatchObject({ id, confidence: 'certain', alternatives: [] });
  });

  it('an “or” never raises confidence', () => {
    const statement = fc.constantFrom(...STATEMENTS);
    fc.assert(
      fc.property(statement, statement, ([error, one], [, other]) => {
        const alone = verdictOf(error, one);
        const both = verdictOf(error, `${one} or ${other}`);
        if (one !== other) expect(RANKS[both.confidence]).toBeLessThanOrEqual(RANKS[alone.confidence]);
      }),
    );
  });

  it.each([
    [
      'oauth-client-unknown',
      [
        'Unknown client',
        'No such client',
        'Client not found',
        'The client does not exist',
        'The application could not be found',
        'client_id is not registered',
      ],
    ],
    [
      'client-secret-wrong',
      [
        'Client secret does not match',
        'Invalid client secret',
        'The secret is incorrect',
        'Wrong secret for this client',
        'Secret mismatch',
      ],
    ],
    [
      'oauth-secret-expired',
      [
        'Client secret expired',
        'The secret has expired',
        'This client secret is expired',
        'Expired client secret',
      ],
    ],
    [
      'oauth-client-disabled',
      [
        'Client disabled',
        'The client has been suspended',
        'Application is deactivated',
        'This client is not active',
      ],
    ],
  ])('%s: paraphrases give the same verdict', (id, paraphrases) => {
    for (const words of paraphrases)
      expect([words, verdictOf('invalid_client', words).id]).toEqual([words, id]);
  });

  it('without the member that supports a cause, that cause is less likely', () => {
    for (const [error, words, id] of STATEMENTS) {
      const bare = verdictOf(error, 'Sorry.');
      expect(bare.id === id && bare.confidence === 'certain').toBe(false);
      expect(verdictOf(error, words).id).toBe(id);
    }
  });
});

describe('refusals in other languages', () => {
  it.each([
    ['invalid_client', 'Das Client-Secret ist falsch.', 'client-secret-wrong'],
    ['invalid_client', 'Client ist gesperrt', 'oauth-client-disabled'],
    ['invalid_client', "Client inconnu : l'identifiant n'existe pas", 'oauth-client-unknown'],
    ['invalid_client', 'El secreto del cliente ha caducado', 'oauth-secret-expired'],
    ['invalid_client', 'Cliente no encontrado', 'oauth-client-unknown'],
    ['invalid_client', 'Segredo do cliente inválido', 'client-secret-wrong'],
    ['invalid_client', 'クライアントが無効化されています', 'oauth-client-disabled'],
    ['invalid_client', '客户端密钥错误', 'client-secret-wrong'],
    [
      'invalid_scope',
      'Geltungsbereich „read“ ist für diesen Client nicht zulässig',
      'oauth-scope-not-allowed',
    ],
    ['invalid_scope', "Le scope 'read' est inconnu.", 'oauth-scope-unknown'],
    ['invalid_scope', '要求されたスコープ「read」は許可されていません', 'oauth-scope-not-allowed'],
    [
      'unauthorized_client',
      'Der Grant-Typ ist für diesen Client nicht freigeschaltet',
      'oauth-unauthorized-client',
    ],
  ])('%s, “%s”: %s', (error, words, id) => {
    expect(verdictOf(error, words)).toMatchObject({ id, confidence: 'certain' });
  });

  it.each([
    'Unbekannter Client oder falsches Passwort',
    'Client inconnu ou secret invalide',
    'クライアントIDまたはクライアントシークレットが正しくありません',
    '无效的clientId或者clientSecret',
  ])('“%s” names two causes and states neither', (words) => {
    const { confidence, alternatives } = verdictOf('invalid_client', words);
    expect(confidence).toBe('possible');
    expect(alternatives.map(({ id }) => id).sort()).toEqual(['client-secret-wrong', 'oauth-client-unknown']);
  });

  it('quotes the server’s own words, not their translation', () => {
    expect(verdictOf('invalid_client', 'Client ist gesperrt').said).toContain('Client ist gesperrt');
  });
});

describe('a federated assertion that matches no credential (Entra)', () => {
  const subject = (number: string, rest: string) =>
    verdictOf(
      'invalid_client',
      `AADSTS${number}: No matching federated identity record found for presented assertion ${rest}`,
    );

  it.each([
    ['700211', "issuer 'https://token.example'.", 'issuer “https://token.example”', 'Make the issuer of'],
    ['700212', "audience 'api://other'.", 'audience “api://other”', 'Make the audience of'],
    ['700213', "subject 'repo:acme/app'.", 'subject “repo:acme/app”', 'Make the subject of'],
  ])('%s names what was presented, and the claim to compare', (number, rest, presented, step) => {
    const { id, sentence, firstStep } = subject(number, rest);
    expect(id).toBe('federated-assertion-mismatch');
    expect(sentence).toContain(`Presented: ${presented}`);
    expect(firstStep).toContain(step);
  });

  it('70021 leaves open which of the three it is', () => {
    const { sentence, firstStep } = subject(
      '70021',
      "Assertion Issuer: 'https://token.example'. Assertion Subject: 'repo:acme/app'.",
    );
    expect(sentence).toContain('issuer “https://token.example”, subject “repo:acme/app”');
    expect(firstStep).toContain('issuer, subject and audience');
  });

  it('7002138 says that only capitals differ, where the server names what it expects', () => {
    const { sentence, firstStep } = subject(
      '7002138',
      "subject 'repo:ACME/app'. The expected subject is 'repo:acme/app'.",
    );
    expect(sentence).toContain('Presented: subject “repo:ACME/app”; expected “repo:acme/app”.');
    expect(firstStep).toContain('They differ in capitals only.');
  });
});

describe('a response that contradicts itself', () => {
  const workspace = aWorkspace({
    client: { authMethod: 'client_secret_basic' },
    request: { scopes: ['read'] },
  });
  const answer = (challenge: string) =>
    examine(
      anExchange({
        request: aTokenRequest(workspace, 'plain'),
        response: aResponse(
          { error: 'invalid_scope', error_description: 'The scope is not allowed' },
          { status: 401, headers: { 'WWW-Authenticate': challenge } },
        ),
      }),
      { workspace, now: 0 },
    ).verdict;

  it('leaves the cause of each code open', () => {
    const verdict = answer('Basic error="invalid_client"');
    expect(verdict?.confidence).toBe('possible');
    expect(verdict?.alternatives.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['oauth-scope-not-allowed', 'client-secret-wrong']),
    );
  });

  it('is none where both say the same', () => {
    expect(answer('Basic error="invalid_scope"')).toMatchObject({
      id: 'oauth-scope-not-allowed',
      confidence: 'certain',
    });
  });
});

it('memory names the added scope, and the first step is only about it', () => {
  const workspace = aWorkspace({ request: { scopes: ['read', 'write'] } });
  const exchange = anExchange({
    request: aTokenRequest(workspace, 'plain'),
    response: aResponse({ error: 'invalid_scope' }, { status: 400 }),
  });
  const memory = {
    lastSuccessAt: exchange.startedAt - 9_000,
    changed: ['scope'],
    scopes: { added: ['write'], removed: [] },
  } as const;
  const { verdict } = examine(exchange, { workspace, memory, now: 0 });
  expect(verdict?.sentence).toMatch(
    'It worked 9 seconds ago; since then you changed the scopes (added “write”).',
  );
  expect(verdict?.firstStep).toContain('“write”');
  expect(verdict?.firstStep).not.toContain('“read”');
  expect(verdict?.actions).toContainEqual({ kind: 'drop-scopes', scopes: ['write'] });
});

describe('how a verdict is worded', () => {
  const enumerated = verdictOf(
    'invalid_client',
    'unknown client, no authentication included, or unsupported authentication method',
  );

  it('lists several causes with their checks, and claims none', () => {
    expect(enumerated).toMatchObject({ id: 'oauth-invalid-client', confidence: 'possible' });
    expect(enumerated.alternatives.length).toBeGreaterThan(1);
    for (const { what, check } of enumerated.alternatives) {
      expect(enumerated.sentence).toContain(what);
      expect(check).not.toBe('');
    }
  });

  it('headlines are short, and clauses make sentences', () => {
    for (const { what } of Object.values(CAUSES)) {
      expect([what, what.split(' ').length <= 8]).toEqual([what, true]);
      expect(what).not.toMatch(/[.:]$/);
    }
    for (const { headline } of Object.values(FAMILIES))
      expect(headline.split(' ').length).toBeLessThanOrEqual(8);
  });

  it('a guess never offers to lower security', () => {
    const workspace = aWorkspace();
    const exchange = anExchange({
      purpose: 'api',
      request: { ...aTokenRequest(workspace), headers: [{ name: 'Authorization', value: ['DPoP abc'] }] },
      response: aResponse('', { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } }),
    });
    for (const { actions } of examine(exchange, { workspace, now: 0 }).findings)
      for (const { kind } of actions) expect(['drop-dpop', 'verification-off']).not.toContain(kind);
  });
});

it('nothing that is not a success is silent', () => {
  const statuses = [
    100, 300, 302, 304, 400, 401, 402, 403, 404, 405, 409, 418, 422, 429, 451, 499, 500, 503, 511, 599,
  ];
  for (const purpose of EXCHANGE_PURPOSES) {
    for (const status of statuses) {
      for (const body of ['', 'Sorry', '{"a":1}', '<html><title>x</title></html>']) {
        const exchange = anExchange({ purpose, response: aResponse(body, { status, headers: {} }) });
        const [first] = diagnose(exchange, { workspace: aWorkspace(), now: 0 });
        expect([purpose, status, body, first !== undefined]).toEqual([purpose, status, body, true]);
      }
    }
  }
});
