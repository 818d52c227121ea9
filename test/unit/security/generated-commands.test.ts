import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCurl } from '../../../shared/curl/write/build-curl.ts';
import { type ArgumentPart, quoteArgument } from '../../../shared/curl/write/shell-quote.ts';
import { harToExchanges } from '../../../shared/formats/har/har-to-exchanges.ts';
import type { HttpRequest } from '../../../shared/http/exchange.ts';
import { type SensitiveText, secretSpan } from '../../../shared/text/sensitive-text.ts';
import { readStrictPowerShell, runInBash } from './shells.ts';

/** The same cases at every run. */
const SEED = 20_261;

const hostile = fc.string({
  unit: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        ...'\'"`$\\!;&|<>(){}[]*?~#%^@=,:+-._/ \t\n\r\0\x1b\x03\x7f\x85aZ09'.split(''),
        ...['‘', '’', '‚', '‛', '“', '”', '„', '\u2028', '\u202e', '\u2066', '\u00a0', 'é', '€', '😀'],
        ...['\ud800', '\udc00', '\u200b', '\ufeff', '\u{e0041}'],
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        ...[
          '$(echo x>ran)',
          '`echo x>ran`',
          ';echo x>ran;',
          '\necho x>ran\n',
          '$'.concat('{IFS}'),
          '!!',
          '!echo',
          '$((1))',
        ],
        ...[
          "'\\''",
          "';echo x>ran;'",
          '\x1b[201~',
          '<(echo)',
          '--%',
          '$'.concat('{env:PATH}'),
          '$([char]65)',
          '%PATH%',
        ],
        ...['@/etc/passwd', '-o', '--output', '-K'],
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }) },
  ),
  maxLength: 14,
});

const SECRET = 's$(echo x>ran)`echo`"\'\\!\n';
const VARIABLES = {
  CLIENT_SECRET: SECRET,
  CLIENT_SECRET_FORM: SECRET,
  ACCESS_TOKEN: '-o "x" ; echo x>ran',
  VARIABLE_MY_KEY: "'; echo x>ran; '",
};
const variable = fc.constantFrom(...Object.keys(VARIABLES));

/** What a program can receive: no NUL, and no half of a surrogate pair. */
function sendable(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');
}

function fill(parts: readonly ArgumentPart[]): string {
  return parts
    .map((part) => (typeof part === 'string' ? part : VARIABLES[part.variable as keyof typeof VARIABLES]))
    .join('');
}

describe('an argument, whatever is in it', () => {
  const parts = fc.array(
    fc.oneof(
      hostile,
      variable.map((name): ArgumentPart => ({ variable: name })),
    ),
    { maxLength: 4 },
  );
  const samples = fc.sample(parts, { seed: SEED, numRuns: 3_000 });
  /** Halves of a surrogate pair may meet where two texts do; they are no longer halves then. */
  const expected = samples.map((sample) => [sendable(fill(sample))]);

  it('reaches the program as it is in bash, and nothing else runs', () => {
    const run = runInBash(
      samples.map((sample) => `curl ${quoteArgument(sample, 'bash')}`),
      VARIABLES,
    );
    expect(run.stderr).toBe('');
    expect(run.files).toEqual([]);
    expect(run.calls).toEqual(expected);
  });

  it('reaches the program as it is in PowerShell', () => {
    expect(
      samples.map((sample) => readStrictPowerShell(quoteArgument(sample, 'powershell'), VARIABLES)),
    ).toEqual(expected);
  });

  it('shows the terminal no control or format character', () => {
    for (const sample of samples) {
      for (const shell of ['bash', 'powershell'] as const) {
        expect(quoteArgument(sample, shell)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }
    }
  });
});

/** A request as a damaged or hostile history could hold it: nothing of it was checked. */
const request: fc.Arbitrary<HttpRequest> = fc.record({
  method: fc.oneof(hostile, fc.constantFrom('GET', 'POST', 'HEAD', '-K', '`touch$IFS.x`', 'A\nB')),
  url: fc.tuple(hostile, hostile).map(([path, query]) => `https://api.example/${path}?${query}`),
  headers: fc.array(
    fc.record({
      name: fc.oneof(
        hostile,
        fc.constantFrom('X-Test', 'Accept', 'Authorization', 'DPoP', '@/etc/passwd', "a'b`c"),
      ),
      value: fc.oneof(
        hostile.map((text) => [text]),
        hostile.map((text) => ['Bearer ', secretSpan('ACCESS_TOKEN', text)]),
        hostile.map((text) => [text, secretSpan('VARIABLE', 'x', 'none', { variable: 'my-key' }), text]),
        hostile.map((user) => [
          'Basic ',
          secretSpan('CLIENT_SECRET', 'eDp5', 'basic-raw', { user, alike: 'plain' }),
        ]),
      ),
    }),
    { maxLength: 4 },
  ),
  body: fc.oneof(
    fc.constant(null),
    hostile.map((text) => [text]),
    hostile.map((text) => [`a=b&${text}=`, secretSpan('CLIENT_SECRET', 'x', 'form', { alike: 'curl' })]),
  ),
});

interface Meaning {
  readonly method: string;
  readonly url: string;
  /** Header fields and `-u` credentials, in order. */
  readonly headers: readonly string[];
  readonly body: string;
}

/** What curl makes of its arguments; fails at one that no generated command has. */
function readArguments(words: readonly string[]): Meaning {
  const rest = [...words];
  let method: string | null = null;
  const urls: string[] = [];
  const headers: string[] = [];
  const data: string[] = [];
  for (let option = rest.shift(); option !== undefined; option = rest.shift()) {
    if (option.startsWith('https://')) urls.push(option);
    else if (option === '--head') method = 'HEAD';
    else if (option !== '--globoff') {
      const value = rest.shift() ?? '';
      // curl would send a file.
      if (option === '-d' || option === '-H') expect(value).not.toMatch(/^@/);
      if (option === '-X') method = value;
      else if (option === '-H') headers.push(value);
      else if (option === '-u') headers.push(`user ${value}`);
      else if (/^(-d|--data-raw|--data-urlencode)$/.test(option)) data.push(value);
      else throw new Error(`Not an argument of ours: ${option}`);
    }
  }
  expect(urls).toHaveLength(1);
  return {
    method: method ?? (data.length > 0 ? 'POST' : 'GET'),
    url: urls[0] ?? '',
    // These two keep curl from adding a header.
    headers: headers.filter((header) => header !== 'Accept:' && header !== 'Content-Type:'),
    body: data.join('&'),
  };
}

/** What the request asks for, from its own fields. */
function meaningOf({ method, url, headers, body }: HttpRequest): Meaning {
  return {
    method: sendable(method),
    url: sendable(url),
    headers: headers
      .filter(
        ({ name, value }) =>
          /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name) && !/[\r\n\0]/.test(plainParts(value).join('')),
      )
      .map(({ name, value }) => headerArgument(name, value)),
    body: sendable(filled(body ?? [])),
  };
}

function headerArgument(name: string, value: SensitiveText): string {
  const [, credentials] = value;
  if (name === 'Authorization' && typeof credentials === 'object' && credentials.user !== undefined) {
    return sendable(`user ${credentials.user}:${SECRET}`);
  }
  const isEmpty = value.every((span) => typeof span === 'string' && span.trim() === '');
  return isEmpty ? `${name};` : sendable(`${name}: ${filled(value)}`);
}

function plainParts(text: SensitiveText): string[] {
  return text.filter((span) => typeof span === 'string');
}

function filled(text: SensitiveText): string {
  const values = { VARIABLE: VARIABLES.VARIABLE_MY_KEY, ACCESS_TOKEN: VARIABLES.ACCESS_TOKEN };
  return text
    .map((span) =>
      typeof span === 'string' ? span : span.name in values ? values[span.name as 'VARIABLE'] : SECRET,
    )
    .join('');
}

describe('a generated curl command, whatever the request', () => {
  const samples = fc.sample(request, { seed: SEED, numRuns: 2_000 });

  it('calls curl once with exactly this request in bash, and nothing else runs', () => {
    const run = runInBash(
      samples.map((sample) => buildCurl(sample, { shell: 'bash', insecure: false })),
      VARIABLES,
    );
    expect(run.stderr).toBe('');
    expect(run.files).toEqual([]);
    expect(run.calls).toHaveLength(samples.length);
    for (const [index, sample] of samples.entries()) {
      expect(readArguments(run.calls[index] ?? [])).toEqual(meaningOf(sample));
    }
  });

  it('gives PowerShell the same arguments', () => {
    const inBash = runInBash(
      samples.map((sample) => buildCurl(sample, { shell: 'bash', insecure: false })),
      VARIABLES,
    ).calls;
    for (const [index, sample] of samples.entries()) {
      const command = buildCurl(sample, { shell: 'powershell', insecure: false })
        .replace(/^(?:# [^\n]*\n)*/, '')
        .replace(/^if \(\$PSVersionTable\.PSVersion -lt \[version\]'7\.3'\) \{ throw '[\w .]+' \}; /, '');
      expect(readStrictPowerShell(command, VARIABLES)).toEqual(['curl.exe', ...(inBash[index] ?? [])]);
    }
  });

  it('is refused by a Windows PowerShell that would split an argument', () => {
    const body: HttpRequest = {
      method: 'POST',
      url: 'https://api.example/',
      headers: [],
      body: ['x" -o "C:\\Startup\\x.bat'],
    };
    expect(buildCurl(body, { shell: 'powershell', insecure: false })).toMatch(
      /\nif \(\$PSVersionTable\.PSVersion -lt \[version\]'7\.3'\) \{ throw [^}]*\}; curl\.exe /,
    );
  });

  const pwsh = spawnSync('pwsh', ['-NoProfile', '-Command', '1']).status === 0;
  it.skipIf(!pwsh)('real PowerShell passes exactly the arguments', () => {
    const script = samples
      .slice(0, 200)
      .map((sample) => buildCurl(sample, { shell: 'powershell', insecure: false }))
      .join('\n');
    const run = spawnSync(
      'pwsh',
      [
        '-NoProfile',
        '-Command',
        `function curl.exe { [Console]::Out.Write(($args | ConvertTo-Json -Compress -AsArray) + [char]0) }\n${script}`,
      ],
      { env: { ...process.env, ...VARIABLES }, encoding: 'utf8' },
    );
    const inBash = runInBash(
      samples.slice(0, 200).map((sample) => buildCurl(sample, { shell: 'bash', insecure: false })),
      VARIABLES,
    ).calls;
    expect(run.stderr).toBe('');
    expect(
      run.stdout
        .split('\0')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    ).toEqual(inBash);
  });
});

describe('the method of an imported request', () => {
  it.each([
    'GET https://api.example/orders;touch x;#',
    'GET\ntouch x',
    '`touch$IFS.x`',
    'A|B',
    'GET ',
    '',
    'ＧＥＴ',
    'X'.repeat(41),
  ])('%j keeps the request of a HAR out, with a note', (method) => {
    const entry = {
      startedDateTime: '2025-06-01T12:00:00Z',
      request: { method, url: 'https://api.example/', headers: [] },
    };
    const har = harToExchanges(JSON.stringify({ log: { version: '1.2', entries: [entry] } }), {
      idFor: String,
    });
    expect(har).toMatchObject({ ok: true, value: { exchanges: [], notes: [{ entry: 0, leftOut: true }] } });
  });
});
