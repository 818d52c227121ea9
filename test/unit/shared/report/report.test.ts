import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../../shared/diagnose/finding.ts';
import { failureText, type Report, type ReportCase, reportJson } from '../../../../shared/report/report.ts';
import { reportHtml } from '../../../../shared/report/report-html.ts';
import { aFailure, anExchange, aResponse } from '../fixtures.ts';

const finding: Finding = {
  id: 'oauth-invalid-client',
  severity: 'error',
  title: 'The server refused the client',
  seen: 'Status 401',
  why: 'The client ID or the secret is wrong.',
  nextStep: 'Type the secret again.',
  reference: 'RFC 6749 §5.2',
  actions: [],
};

const HOSTILE = `</pre><script>alert(1)</script><img src=x onerror=alert(1)>"'&\u202Etxt`;

function aCase(overrides: Partial<ReportCase> = {}): ReportCase {
  return {
    name: 'Hello world',
    exchanges: [anExchange({ purpose: 'api', response: aResponse({ ok: true }) })],
    findings: [],
    verdict: null,
    expectations: [],
    passed: true,
    problem: null,
    claims: { sub: 'server' },
    ...overrides,
  };
}

function aReport(...cases: ReportCase[]): Report {
  return {
    generator: 'Credence 1',
    createdAt: 1_796_000_000_000,
    workspace: 'Orders',
    environment: 'dev',
    cases,
  };
}

const failed = aCase({
  name: HOSTILE,
  passed: false,
  findings: [finding, { ...finding, id: 'other', title: HOSTILE }],
  expectations: [
    { expectation: { kind: 'status', status: 200 }, passed: false, found: HOSTILE },
    { expectation: { kind: 'time', belowMs: 9 }, passed: true, found: '' },
  ],
  exchanges: [
    anExchange({ response: aResponse(HOSTILE, { status: 401, headers: { 'x-h': HOSTILE } }) }),
    anExchange({ response: null, failure: aFailure('timeout', { message: HOSTILE }) }),
  ],
});

describe('a report as JSON', () => {
  const schema: unknown = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../../docs/schemas/report-1.schema.json'), 'utf8'),
  );
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema as object);

  test('matches docs/schemas', () => {
    const json: unknown = JSON.parse(
      reportJson(aReport(aCase(), failed, aCase({ problem: 'No secret.', exchanges: [] }))),
    );
    expect([validate(json), validate.errors]).toEqual([true, null]);
    expect(json).toMatchObject({ passed: 2, failed: 1, version: 1 });
  });

  test('has no secret of the request', () => {
    expect(reportJson(aReport(aCase()))).not.toContain('Secr3t!');
  });
});

describe('a report as HTML', () => {
  const html = reportHtml(aReport(aCase(), failed));

  test('escapes text from servers and files', () => {
    expect(html).not.toMatch(/<script|<img|\u202E/);
    expect(html).toContain('&#60;script&#62;');
  });

  test('needs no script and no network', () => {
    expect(html).not.toMatch(/<(link|iframe|object|embed|form)\b|<[^>]*\ssrc=|@import|url\(/i);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  test('reports what failed, why, and the first step', () => {
    expect(html).toContain('Orders: 1 of 2 failed');
    expect(html).toContain('The client ID or the secret is wrong.');
    expect(html).toContain('<strong>Next:</strong> Type the secret again.');
  });

  test('has no secret of the request', () => {
    expect(html).not.toContain('Secr3t!');
  });
});

test('a failure’s text is the verdict, the first step and the expected value', () => {
  expect(
    failureText({
      ...failed,
      expectations: failed.expectations.map((each) => ({ ...each, found: 'status is 401' })),
    }),
  ).toBe(
    [
      'The server refused the client (oauth-invalid-client)',
      'The client ID or the secret is wrong.',
      'Next: Type the secret again.',
      'Expected: status is 200. Found: status is 401.',
    ].join('\n'),
  );
});
