import { CA_FILE } from '../../../tls/ca-file.ts';
import { headersBesideForm } from '../default-headers.ts';
import { indent, type Lines, program } from '../lines.ts';
import { pythonString } from '../literals.ts';
import {
  type ApiCall,
  type HeaderPlan,
  hasUniqueNames,
  needsFormEncoder,
  type SnippetPlan,
  type TlsPlan,
  type TokenCall,
} from '../plan.ts';
import { expression, type Syntax } from '../value.ts';
import type { Language } from './language.ts';

const syntax: Syntax = {
  quote: pythonString,
  variable: (name) => name.toLowerCase(),
  encodeForm: (value) => `quote_plus(${value})`,
  plus: ' + ',
};

export const python: Language = {
  fileName: (target) => `${target === 'token' ? 'token_call' : 'call_api'}.py`,
  command: (target) => `python3 ${python.fileName(target)}`,
  write: (plan) =>
    program(
      '# Python 3 with requests (pip install requests).',
      plan.environment.length > 0 && 'import os',
      plan.api !== null && 'import time',
      needsFormEncoder(plan.token) && 'from urllib.parse import quote_plus',
      '',
      'import requests',
      '',
      plan.environment.map((name) => `${name.toLowerCase()} = os.environ["${name}"]`),
      plan.environment.length > 0 && '',
      plan.api === null ? tokenProgram(plan) : apiProgram(plan, plan.api),
    ),
  notes: ({ tls }) => (tls.caFile === null ? [] : [`requests trusts ${CA_FILE} instead of its own CAs.`]),
};

function tokenProgram(plan: SnippetPlan): Lines {
  return [
    tokenPost(plan),
    NO_TOKEN,
    '',
    'access_token = response.json()["access_token"]',
    'print(access_token)',
  ];
}

function apiProgram(plan: SnippetPlan, api: ApiCall): Lines {
  return [
    'access_token = None',
    'expires_at = 0.0',
    '',
    '',
    'def get_token(renew=False):',
    indent(
      [
        'global access_token, expires_at',
        'if access_token and not renew and time.monotonic() < expires_at - 5:',
        '    return access_token',
        tokenPost(plan),
        NO_TOKEN,
        'answer = response.json()',
        'access_token = answer["access_token"]',
        'expires_at = time.monotonic() + float(answer.get("expires_in", "inf"))',
        'return access_token',
      ],
      INDENT,
    ),
    '',
    '',
    'def call_api(token):',
    indent(
      [
        'return requests.request(',
        indent(
          [
            `${pythonString(api.method)},`,
            `${pythonString(api.url)},`,
            headersArgument([...headerEntries(api.headers), '"Authorization": f"Bearer {token}"']),
            api.body !== null && `data=${pythonString(api.body)}.encode(),`,
            commonArguments(plan),
          ],
          INDENT,
        ),
        ')',
      ],
      INDENT,
    ),
    '',
    '',
    'response = call_api(get_token())',
    'if response.status_code == 401:  # expired or revoked sooner than expected',
    '    response = call_api(get_token(renew=True))',
    'print(response.status_code, response.text)',
  ];
}

function tokenPost({ token, tls, timeLimitMs }: SnippetPlan): Lines {
  return [
    'response = requests.post(',
    indent(
      [
        `${pythonString(token.url)},`,
        headersArgument(headerEntries(headersBesideForm(token))),
        authArgument(token),
        dataArgument(token),
        commonArguments({ tls, timeLimitMs }),
      ],
      INDENT,
    ),
    ')',
  ];
}

function commonArguments({ tls, timeLimitMs }: { tls: TlsPlan; timeLimitMs: number }): Lines {
  return [
    'allow_redirects=False,',
    `timeout=${timeLimitMs / 1000},`,
    !tls.verify &&
      'verify=False,  # TLS verification is OFF: anyone in between can read the secret and the token',
    tls.caFile !== null && `verify="${CA_FILE}",`,
  ];
}

function headersArgument(entries: readonly string[]): Lines {
  if (entries.length === 0) return [];
  if (entries.length === 1) return [`headers={${entries[0]}},`];
  return [
    'headers={',
    indent(
      entries.map((entry) => `${entry},`),
      INDENT,
    ),
    '},',
  ];
}

function headerEntries(headers: readonly HeaderPlan[]): string[] {
  return headers.map(({ name, value }) => `${pythonString(name)}: ${expression(value, syntax)}`);
}

/** As bytes: requests would encode text as Latin-1. */
function authArgument({ basic }: TokenCall): Lines {
  if (basic === null) return [];
  const id = pythonString(basic.clientId);
  const secret = syntax.variable(basic.variable);
  return basic.encoding === 'form'
    ? [`auth=(quote_plus(${id}), quote_plus(${secret})),  # RFC 6749, section 2.3.1`]
    : [`auth=(${id}.encode(), ${secret}.encode()),`];
}

function dataArgument({ body }: TokenCall): Lines {
  if (body.kind === 'raw') {
    const value = expression(body.value, syntax);
    return [`data=${body.value.length > 1 ? `(${value})` : value}.encode(),`];
  }
  const asDict = hasUniqueNames(body.parameters);
  return [
    `data=${asDict ? '{' : '['}`,
    indent(
      body.parameters.map(({ name, value }) =>
        asDict
          ? `${pythonString(name)}: ${expression(value, syntax)},`
          : `(${pythonString(name)}, ${expression(value, syntax)}),`,
      ),
      INDENT,
    ),
    `${asDict ? '}' : ']'},`,
  ];
}

const INDENT = '    ';

const NO_TOKEN: Lines = [
  'if response.status_code != 200:',
  '    raise SystemExit(f"No token: {response.status_code} {response.text}")',
];
