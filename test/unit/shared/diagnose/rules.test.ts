import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_RULES } from '../../../../shared/diagnose/diagnose.ts';
import { FAILURE_CODES } from '../../../../shared/http/exchange.ts';
import { aFailure, anExchange, aResponse } from '../fixtures.ts';
import { findings, ofApiAnswer, ofTokenAnswer } from './findings.ts';

describe('the rules', () => {
  it('have ids that are unique and kebab-case', () => {
    const ids = ALL_RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it('speak in whole sentences', () => {
    for (const { id, title, why, reference } of ALL_RULES) {
      expect(title, id).toMatch(/^[A-Z].*[^.]$/);
      expect(why, id).toMatch(/^[A-Z].*\.$/s);
      expect(reference ?? 'RFC 1', id).toMatch(/^RFC \d+/);
    }
  });
});

describe('whatever the answer', () => {
  const headers = fc.dictionary(
    fc.constantFrom('Content-Type', 'Location', 'Date', 'Retry-After', 'WWW-Authenticate', 'Cache-Control'),
    fc.oneof(
      fc.string(),
      fc.constantFrom('text/html', 'application/json', '/x', 'Bearer error="invalid_token"', 'Basic', '-1'),
    ),
  );
  const body = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record(
        {
          access_token: fc.oneof(fc.string(), fc.constant('a.b.c'), fc.integer()),
          error: fc.oneof(fc.string(), fc.constantFrom('invalid_client', 'invalid_scope'), fc.object()),
          error_description: fc.string({ unit: 'grapheme' }),
          token_type: fc.oneof(fc.string(), fc.constant('bearer')),
          expires_in: fc.oneof(fc.double(), fc.string(), fc.constant(null)),
          scope: fc.oneof(fc.string(), fc.array(fc.string())),
        },
        { requiredKeys: [] },
      )
      .map((members) => JSON.stringify(members)),
  );

  it('the diagnosis never throws, never repeats itself and never shows the secret', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), headers, body, (status, fields, text) => {
        for (const list of [
          ofTokenAnswer(
            text,
            { status, headers: fields },
            { client: { authMethod: 'client_secret_basic' }, request: { scopes: ['a', 'b.*('] } },
          ),
          ofApiAnswer(status, fields, { body: text }),
        ]) {
          const ids = list.map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          for (const finding of list) expect(finding.seen && finding.nextStep).toBeTruthy();
          expect(JSON.stringify(list)).not.toContain('Secr3t!');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a token endpoint that does not give a token is always explained', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), headers, body, (status, fields, text) => {
        const list = ofTokenAnswer(text, { status, headers: fields });
        const brought = /"access_token":"[^"]/.test(text);
        if (!brought)
          expect(list.some(({ severity }) => severity === 'error' || severity === 'fatal')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each(FAILURE_CODES)('explains a failure (%s) after a partial response', (code) => {
    const exchange = anExchange({
      response: aResponse('{"acc'),
      failure: aFailure(code, { stage: 'receive' }),
    });
    expect(findings(exchange)[0]?.id).toBe(`transport-${code}`);
  });
});
