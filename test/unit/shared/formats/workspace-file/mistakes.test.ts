import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { importWorkspace } from '../../../../../shared/formats/workspace-file/import-workspace.ts';

const GOOD = readFileSync(join(import.meta.dirname, 'golden/workspace.json.golden'), 'utf8');
const NOT_JSON = 'The file is not JSON.';
const NOT_OURS = 'This is not a workspace file of Credence.';
const wrong = (member: string) => `The workspace file has a wrong ${member}.`;
const lacks = (member: string) => `The workspace file lacks ${member}.`;
const expectations = (json: string) => ['"followRedirects": true', `"expectations": [${json}]`] as const;

/** What is damaged: a text of the good file and its replacement. Then the message, the line, and the reason. */
const MISTAKES: readonly [
  from: string | RegExp,
  to: string,
  message: string,
  line: number,
  reason: string,
][] = [
  [/[\s\S]+/, '', NOT_JSON, 1, 'A value is missing at the end'],
  [/[\s\S]+/, '<!doctype html>', NOT_JSON, 1, 'A value is expected here'],
  [/"headers": \[\],[\s\S]+/, '', NOT_JSON, 54, 'A name in double quotes is expected here'],
  ['"auto"\n', '"auto",\n', NOT_JSON, 88, 'Remove the comma before this'],
  ['"version": 2,', '"version": 2', NOT_JSON, 5, 'A comma or } is expected here'],
  ['"version": 2,', '// newest\n  "version": 2,', NOT_JSON, 4, 'Comments are not part of JSON'],
  ['"version": 2,', '"version": 2,\n=======', NOT_JSON, 5, 'This is a conflict mark of git'],
  ['"Team “A”"', "'Team'", NOT_JSON, 5, 'A value is expected here'],
  ['30000', 'NaN', NOT_JSON, 79, 'A value is expected here'],
  [
    '"version": 2',
    '"version": 2,\n  "version": 2',
    'The workspace file has version twice in one place.',
    5,
    'here is',
  ],
  ['"Team “A”"', '5', wrong('name'), 5, 'Expected a string in double quotes, found a number.'],
  [/"server": \{[^}]+\}/, '"server": null', wrong('server'), 6, 'Expected an object in { }, found null.'],
  [/,\s+"tokenEndpoint": "[^"]+"/, '', lacks('server.tokenEndpoint'), 6, 'it belongs to what begins here.'],
  ['"on"', '"yes"', wrong('tls.verification'), 11, 'Expected one of on, off.'],
  [
    '"AAAA"',
    '5',
    wrong('tls.extraCas[0].pem'),
    15,
    'Expected a string, or a list of strings with one line each.',
  ],
  [
    /"clients": \[[\s\S]+?\n {2}\]/,
    '"clients": {}',
    wrong('clients'),
    30,
    'Expected a list in [ ], found an object in { }.',
  ],
  [/"clients": \[[\s\S]+?\n {2}\]/, '"clients": []', wrong('clients'), 30, 'Expected at least 1 entry.'],
  [
    /"client_secret_post",/,
    '"basic",',
    wrong('clients[0].authMethod'),
    34,
    'Expected one of client_secret_basic, client_',
  ],
  [
    '"authMethod": "client_secret_post",',
    '',
    lacks('clients[0].authMethod'),
    31,
    'it belongs to what begins here.',
  ],
  [
    /"scopes": \[[^\]]+\]/,
    '"scopes": "read"',
    wrong('clients[0].request.scopes'),
    40,
    'Expected a list in [ ], found a string',
  ],
  [
    '"enabled": false',
    '"enabled": "no"',
    wrong('clients[0].request.parameters[1].enabled'),
    51,
    'Expected true or false, found',
  ],
  ['"POST"', '"PO ST"', wrong('apiCalls[0].method'), 63, 'A method has 1 to 40 letters'],
  [
    /"body": \[[^\]]+\]/,
    '"body": 5',
    wrong('apiCalls[0].body'),
    71,
    'Expected a string, or a list of strings',
  ],
  [
    ...expectations('{"kind": "sttus"}'),
    wrong('apiCalls[0].expectations[0].kind'),
    76,
    'Expected one of status, header, json, time, refused.',
  ],
  [...expectations('{"kind": "status"}'), lacks('apiCalls[0].expectations[0].status'), 76, 'it belongs'],
  [
    ...expectations('{"kind": "status", "status": "200"}'),
    wrong('apiCalls[0].expectations[0].status'),
    76,
    'Expected a number, found a string in double quotes.',
  ],
  [
    ...expectations('{"kind": "json", "path": "$.a"}'),
    lacks('apiCalls[0].expectations[0].match'),
    76,
    'it belongs',
  ],
  ['30000', '-5', wrong('timeLimitMs'), 79, 'Expected at least 100.'],
  ['30000', '99999999', wrong('timeLimitMs'), 79, 'Expected at most 3600000.'],
  ['30000', '"30s"', wrong('timeLimitMs'), 79, 'Expected a number, found a string in double quotes.'],
  ['30000', '500.5', wrong('timeLimitMs'), 79, 'Expected a whole number'],
  ['"explicit"', '"manual"', wrong('proxy.mode'), 81, 'Expected one of system, none, explicit.'],
];

it.each(MISTAKES)('%o as %o is refused: %s', (from, to, message, line, reason) => {
  const text = GOOD.replace(from, to);
  expect(text).not.toBe(GOOD);
  const read = importWorkspace(text, { id: 'new' });
  if (read.ok) expect.fail('It was read.');
  expect(read.error.message).toBe(message);
  expect(read.error.detail).toMatch(new RegExp(`^Line ${line}\\b`));
  expect(read.error.detail).toContain(reason);
});

it.each([
  [/[\s\S]+/, '[]', NOT_OURS, '"format": "credence-workspace"'],
  ['credence-workspace', 'postman', NOT_OURS, '"format": "credence-workspace"'],
  ['"version": 2', '"version": "2"', 'The workspace file has no valid version.', 'Set "version": 2'],
  ['"version": 2,', '', 'The workspace file has no valid version.', 'Set "version": 2'],
  ['"auto"\n', '"auto",\n', NOT_JSON, 'Correct that line'],
  [/[\s\S]+/, 'x', NOT_JSON, 'Choose a workspace file'],
])('%o as %o is refused with a next step', (from, to, message, nextStep) => {
  const read = importWorkspace(GOOD.replace(from, to), { id: 'new' });
  expect(read).toMatchObject({ ok: false, error: { message, nextStep: expect.stringContaining(nextStep) } });
});
