import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { reportJunit } from '../../../../electron/cli/output/report-junit.ts';
import type { ReportCase } from '../../../../shared/report/report.ts';
import { anExchange, aResponse } from '../../shared/fixtures.ts';

const schema = readFileSync(join(import.meta.dirname, '../../../fixtures/junit.xsd'), 'utf8');

function aCase(members: Partial<ReportCase>): ReportCase {
  return {
    name: 'Hello world',
    exchanges: [anExchange({ purpose: 'api', response: aResponse({ ok: true }) })],
    findings: [],
    verdict: null,
    expectations: [],
    passed: true,
    problem: null,
    claims: null,
    ...members,
  };
}

async function errorsIn(cases: readonly ReportCase[], workspace = 'Orders') {
  const contents = reportJunit({ generator: '', createdAt: 0, workspace, environment: null, cases });
  const { errors } = await validateXML({ xml: [{ fileName: 'junit.xml', contents }], schema: [schema] });
  return { contents, errors: errors.map(({ message }) => message) };
}

test('a report of calls that passed, failed and were not sent matches the schema of JUnit reports', async () => {
  const failed = { passed: false, expectations: [], problem: 'The secret is missing.' };
  const { contents, errors } = await errorsIn([aCase({}), aCase(failed)]);
  expect(errors).toEqual([]);
  expect(contents).toContain('<failure message="The secret is missing."');
  expect((await errorsIn([])).errors).toEqual([]);
});

test('a report that lacks what the schema requires is found', async () => {
  const contents = '<testsuites><testcase/></testsuites>';
  const { valid } = await validateXML({ xml: [{ fileName: 'x.xml', contents }], schema: [schema] });
  expect(valid).toBe(false);
});

test.each([
  ['the end of a CDATA section', ']]>'],
  ['markup', '</failure><testcase name="x"/>&amp;&#0;<!-- --><![CDATA['],
  ['control characters', '\u0000\u0001\u001b[31m\u0008\ufffe\uffff'],
  ['lone surrogates', '\ud800x\udc00'],
  ['quotes and line breaks', `"'\r\n\t`],
  ['directions', '\u202e\u2066gnp.exe'],
])('names and texts with %s stay well-formed', async (_, text) => {
  const hostile = aCase({ name: text, passed: false, problem: text });
  const { errors } = await errorsIn([hostile], text);
  expect(errors).toEqual([]);
});
