// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are those of the program that is written.
import { appError } from '../../../errors.ts';
import { CA_FILE } from '../../../tls/ca-file.ts';
import { headersBesideForm } from '../default-headers.ts';
import { indent, type Lines, program } from '../lines.ts';
import { javascriptString } from '../literals.ts';
import {
  type ApiCall,
  type HeaderPlan,
  hasUniqueNames,
  needsFormEncoder,
  type ParameterPlan,
  type SnippetPlan,
  type TokenCall,
} from '../plan.ts';
import { camelCase, expression, type Syntax } from '../value.ts';
import type { Language } from './language.ts';

const syntax: Syntax = {
  quote: javascriptString,
  variable: camelCase,
  encodeForm: (value) => `encodeForm(${value})`,
  plus: ' + ',
};

/** Node's fetch, as an ES module without packages. */
export const javascript: Language = {
  fileName: (target) => `${target === 'token' ? 'token' : 'call-api'}.mjs`,
  command: (target, { tls }) =>
    `${tls.caFile === null ? '' : `NODE_EXTRA_CA_CERTS=${CA_FILE} `}node ${javascript.fileName(target)}`,
  write: (plan) =>
    program(
      '// Node 20 or later.',
      tlsSetting(plan),
      plan.environment.map((name) => `const ${camelCase(name)} = env('${name}');`),
      '',
      plan.api === null ? tokenProgram(plan) : apiProgram(plan, plan.api),
      plan.environment.length > 0 && ENV,
      needsFormEncoder(plan.token) && ENCODE_FORM,
    ),
  findObstacle: ({ api }) => {
    if (api === null) return null;
    const { method, body } = api;
    if (body !== null && /^(get|head)$/i.test(method)) {
      return refuse(
        `fetch cannot send a body with ${method}.`,
        'Take the body out, or choose another language.',
      );
    }
    if (/^(trace|track|connect)$/i.test(method)) {
      return refuse(`fetch cannot send ${method}.`, 'Choose another method or another language.');
    }
    return null;
  },
};

function refuse(reason: string, nextStep: string) {
  return appError('config.invalid', `JavaScript is not offered for this API call: ${reason}`, { nextStep });
}

function tlsSetting({ tls }: SnippetPlan): Lines {
  if (!tls.verify) {
    return [
      '// TLS verification is OFF for the whole process: anyone in between can read the secret and the token.',
      "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';",
      '',
    ];
  }
  return tls.caFile === null
    ? []
    : [`// Trusts the CA in ${CA_FILE} when run with NODE_EXTRA_CA_CERTS=${CA_FILE}`];
}

function tokenProgram(plan: SnippetPlan): Lines {
  return [
    tokenFetch(plan),
    'if (!response.ok) throw new Error(`No token: ${response.status} ${await response.text()}`);',
    '',
    'const { access_token: accessToken } = await response.json();',
    'console.log(accessToken);',
  ];
}

function apiProgram(plan: SnippetPlan, api: ApiCall): Lines {
  return [
    'let accessToken = null;',
    'let expiresAt = 0;',
    '',
    'async function getToken({ renew = false } = {}) {',
    indent(
      [
        'if (!renew && accessToken !== null && Date.now() < expiresAt - 5_000) return accessToken;',
        tokenFetch(plan),
        'if (!response.ok) throw new Error(`No token: ${response.status} ${await response.text()}`);',
        'const answer = await response.json();',
        'accessToken = answer.access_token;',
        'expiresAt = Date.now() + (answer.expires_in ?? Infinity) * 1000;',
        'return accessToken;',
      ],
      '  ',
    ),
    '}',
    '',
    'async function callApi(token) {',
    indent(
      [
        `return fetch(${javascriptString(api.url)}, {`,
        indent(
          [
            `method: ${javascriptString(api.method)},`,
            headersOption([...headerEntries(api.headers), 'Authorization: `Bearer ${token}`']),
            api.body !== null && `body: ${javascriptString(api.body)},`,
            commonOptions(plan),
          ],
          '  ',
        ),
        '});',
      ],
      '  ',
    ),
    '}',
    '',
    'let response = await callApi(await getToken());',
    'if (response.status === 401) {',
    '  // Expired or revoked sooner than expected.',
    '  response = await callApi(await getToken({ renew: true }));',
    '}',
    'console.log(response.status, await response.text());',
  ];
}

function tokenFetch({ token, timeLimitMs }: SnippetPlan): Lines {
  return [
    `const response = await fetch(${javascriptString(token.url)}, {`,
    indent(
      [
        "method: 'POST',",
        headersOption([...headerEntries(headersBesideForm(token)), ...basicEntry(token)]),
        bodyOption(token),
        commonOptions({ timeLimitMs }),
      ],
      '  ',
    ),
    '});',
  ];
}

function commonOptions({ timeLimitMs }: Pick<SnippetPlan, 'timeLimitMs'>): Lines {
  return ["redirect: 'manual',", `signal: AbortSignal.timeout(${timeLimitMs}),`];
}

function headersOption(entries: readonly string[]): Lines {
  if (entries.length === 0) return [];
  return [
    'headers: {',
    indent(
      entries.map((entry) => `${entry},`),
      '  ',
    ),
    '},',
  ];
}

function headerEntries(headers: readonly HeaderPlan[]): string[] {
  return headers.map(({ name, value }) => `${propertyName(name)}: ${expression(value, syntax)}`);
}

function basicEntry({ basic }: TokenCall): string[] {
  if (basic === null) return [];
  const id = { clientId: javascriptString(basic.clientId), secret: camelCase(basic.variable) };
  const pair =
    basic.encoding === 'form'
      ? `encodeForm(${id.clientId}) + ':' + encodeForm(${id.secret})`
      : `${id.clientId} + ':' + ${id.secret}`;
  return [`Authorization: 'Basic ' + Buffer.from(${pair}).toString('base64')`];
}

function bodyOption({ body }: TokenCall): Lines {
  if (body.kind === 'raw') return [`body: ${expression(body.value, syntax)},`];
  const asObject =
    hasUniqueNames(body.parameters) && body.parameters.every(({ name }) => isPropertyName(name));
  const entry = asObject
    ? ({ name, value }: ParameterPlan) => `${propertyName(name)}: ${expression(value, syntax)},`
    : ({ name, value }: ParameterPlan) => `[${javascriptString(name)}, ${expression(value, syntax)}],`;
  return [
    `body: new URLSearchParams(${asObject ? '{' : '['}`,
    indent(body.parameters.map(entry), '  '),
    `${asObject ? '}' : ']'}),`,
  ];
}

/** An object literal loses the position of `1`, and treats `__proto__` specially. */
function isPropertyName(name: string): boolean {
  return !/^\d+$/.test(name) && name !== '__proto__';
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : javascriptString(name);
}

const ENV: Lines = [
  '',
  'function env(name) {',
  '  const value = process.env[name];',
  '  if (!value) throw new Error(`Set the environment variable ${name}.`);',
  '  return value;',
  '}',
];

const ENCODE_FORM: Lines = [
  '',
  '// RFC 6749, section 2.3.1 and appendix B',
  'function encodeForm(text) {',
  "  return new URLSearchParams({ '': text }).toString().slice(1);",
  '}',
];
