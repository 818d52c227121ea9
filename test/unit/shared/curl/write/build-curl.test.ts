import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importCurl } from '../../../../../shared/curl/apply/apply-curl.ts';
import { parseCurl } from '../../../../../shared/curl/read/parse-curl.ts';
import { buildCurl } from '../../../../../shared/curl/write/build-curl.ts';
import { redactRequest } from '../../../../../shared/http/exchange.ts';
import { buildApiRequest } from '../../../../../shared/oauth/request/api-request.ts';
import { revealText } from '../../../../../shared/text/sensitive-text.ts';
import { aField, anAccessToken, aTokenRequest, aWorkspace } from '../../fixtures.ts';

const bash = { shell: 'bash', insecure: false } as const;
const powershell = { shell: 'powershell', insecure: false } as const;
const url = 'https://localhost:8443/oauth/v2/oauth-token';
const basic = (basicEncoding: 'form' | 'raw') =>
  aWorkspace({ client: { authMethod: 'client_secret_basic', basicEncoding } });

describe('the token call', () => {
  it('with the secret as a variable', () => {
    const request = aTokenRequest(aWorkspace({ request: { scopes: ['read'] } }));
    expect(buildCurl(request, { ...bash, insecure: true })).toBe(
      [
        `curl -k ${url}`,
        "-H 'Accept: application/json'",
        "-H 'Content-Type: application/x-www-form-urlencoded'",
        '-d grant_type=client_credentials',
        '-d client_id=server',
        '--data-urlencode "client_secret=$CLIENT_SECRET"',
        '-d scope=read',
      ].join(' \\\n  '),
    );
  });

  it('with the secret revealed', () => {
    expect(buildCurl(aTokenRequest(), { ...bash, reveal: ['CLIENT_SECRET'] })).toContain(
      '-d client_secret=Secr3t%21',
    );
  });

  it.each([
    ['raw', 'Secr3t!', '-u "server:$CLIENT_SECRET"', false],
    ['form', 'plain-1', '-u "server:$CLIENT_SECRET"', false],
    ['form', 'Secr3t!', '-u "server:$CLIENT_SECRET_FORM"', true],
  ] as const)('Basic in %s encoding of %s', (encoding, secret, option, explained) => {
    const command = buildCurl(aTokenRequest(basic(encoding), secret), bash);
    expect(command).toContain(option);
    expect(command.startsWith('# CLIENT_SECRET_FORM holds')).toBe(explained);
  });

  it.each([
    ['raw', "-u 'server:Secr3t!'"],
    ['form', '-u server:Secr3t%21'],
  ] as const)('Basic in %s encoding, revealed', (encoding, option) => {
    expect(buildCurl(aTokenRequest(basic(encoding)), { ...bash, reveal: ['CLIENT_SECRET'] })).toContain(
      option,
    );
  });

  it.each([
    ['plain-1', '-d "client_secret=$CLIENT_SECRET"'],
    ['a b&c', '--data-urlencode "client_secret=$CLIENT_SECRET"'],
    ['a~b', '-d "client_secret=$CLIENT_SECRET_FORM"'],
    ['a*b!', '-d "client_secret=$CLIENT_SECRET_FORM"'],
  ])('the secret %j is given so that curl makes the same bytes', (secret, option) => {
    expect(buildCurl(aTokenRequest(aWorkspace(), secret), bash)).toContain(option);
  });

  it('is the same if the secret was withheld', () => {
    for (const workspace of [aWorkspace(), basic('form'), basic('raw')]) {
      const request = aTokenRequest(workspace);
      expect(buildCurl(redactRequest(request), bash)).toBe(buildCurl(request, bash));
    }
  });

  it.each([
    ['it’s', "'v=it’’s'"],
    ['‘a’ ‚b‛', "'v=‘‘a’’ ‚‚b‛‛'"],
    ['“a„ b', "'v=“a„ b'"],
  ])('PowerShell ends a text at typographic quotes, so they are doubled: %s', (value, written) => {
    const request = aTokenRequest(aWorkspace({ request: { rawBody: `v=${value}` } }));
    const command = buildCurl(request, powershell);
    expect(command).toContain(`--data-raw ${written}`);
    const parsed = parseCurl(command);
    expect(parsed.ok && parsed.value.body).toBe(`v=${value}`);
  });

  it('PowerShell: they are escaped beside a variable', () => {
    const draft = { method: 'GET', url, headers: [], body: '' };
    const request = buildApiRequest(draft, anAccessToken());
    if (!request.ok) throw new Error(request.error.message);
    const quoted = { name: 'X-Quoted', value: ['„a“ ', ...(request.value.headers.at(-1)?.value ?? [])] };
    const command = buildCurl({ ...request.value, headers: [quoted] }, powershell);
    expect(command).toMatch(/-H "X-Quoted: `„a`“ Bearer \$\{env:ACCESS_TOKEN\}"/);
  });

  it('zsh would look for a program of that name: a word does not begin with = bare', () => {
    const request = aTokenRequest(aWorkspace({ request: { parameters: [aField('', 'ls')] } }));
    expect(buildCurl(request, bash)).toContain("-d '=ls'");
  });

  it('in PowerShell', () => {
    expect(buildCurl(aTokenRequest(), powershell)).toBe(
      [
        `curl.exe ${url}`,
        "-H 'Accept: application/json'",
        "-H 'Content-Type: application/x-www-form-urlencoded'",
        '-d grant_type=client_credentials',
        '-d client_id=server',
        '--data-urlencode "client_secret=$'.concat('{env:CLIENT_SECRET}"'),
      ].join(' `\n  '),
    );
  });

  it('with a CA file', () => {
    expect(buildCurl(aTokenRequest(), { ...bash, caFile: "/my ca's.pem" })).toContain(
      "--cacert '/my ca'\\''s.pem'",
    );
  });

  it('with a DPoP proof, which curl could send but once', () => {
    const workspace = aWorkspace({ request: { headers: [aField('DPoP', 'eyJ.eyJ.sig')] } });
    const command = buildCurl(aTokenRequest(workspace), bash);
    expect(command).toMatch(/^# The DPoP proof is good for one request and for moments/);
    expect(command).toContain("-H 'DPoP: eyJ.eyJ.sig'");
  });

  it('with an assertion as a variable, or in it by choice', () => {
    const workspace = aWorkspace({ client: { authMethod: 'client_secret_jwt' } });
    const command = buildCurl(aTokenRequest(workspace), bash);
    expect(command).toMatch(/^# CLIENT_ASSERTION holds a client assertion, signed for each request/);
    expect(command).toContain('-d "client_assertion=$CLIENT_ASSERTION"');
    const plain = buildCurl(aTokenRequest(workspace), { ...bash, reveal: ['CLIENT_ASSERTION'] });
    expect(plain).toMatch(/-d client_assertion=eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/);
    expect(plain).not.toContain('#');
  });

  it('with a client certificate, over TLS alone', () => {
    const options = { ...bash, clientCertificate: true };
    expect(buildCurl(aTokenRequest(), options)).toContain('--cert client.pem \\\n  --key client.key');
    const plain = aTokenRequest(aWorkspace({ tokenEndpoint: 'http://localhost/token' }));
    expect(buildCurl(plain, options)).not.toContain('client.pem');
  });

  it('a raw body is given whole', () => {
    const request = aTokenRequest(aWorkspace({ request: { rawBody: "a=1&&b=it's\n@" } }));
    expect(buildCurl(request, bash)).toContain("--data-raw 'a=1&&b=it'\\''s\n@'");
  });

  it('an empty body is a POST without content', () => {
    expect(buildCurl(aTokenRequest(aWorkspace({ request: { rawBody: '' } })), bash)).toContain(
      "--data-raw ''",
    );
  });
});

describe('the API call', () => {
  const token = anAccessToken({ value: 'abc' });
  const curl = (
    draft: Partial<Parameters<typeof buildApiRequest>[0]>,
    options: Parameters<typeof buildCurl>[1] = bash,
  ) => {
    const request = buildApiRequest(
      { method: 'GET', url: 'https://example.com/x', headers: [], body: '', ...draft },
      token,
    );
    if (!request.ok) throw new Error(request.error.message);
    return buildCurl(request.value, options);
  };

  it.each([
    [{}, 'curl https://example.com/x \\\n  -H "Authorization: Bearer $ACCESS_TOKEN"'],
    [{ method: 'HEAD' }, 'curl --head https://example.com/x \\\n  -H "Authorization: Bearer $ACCESS_TOKEN"'],
    [
      { method: 'DELETE' },
      'curl -X DELETE https://example.com/x \\\n  -H "Authorization: Bearer $ACCESS_TOKEN"',
    ],
    [
      { method: 'POST' },
      'curl https://example.com/x \\\n  -H "Authorization: Bearer $ACCESS_TOKEN" \\\n  -H Content-Type: \\\n  --data-raw \'\'',
    ],
    [
      { url: 'https://example.com/x?a[]=1', headers: [aField('X-Empty', ''), aField('Host', 'other')] },
      "curl --globoff 'https://example.com/x?a[]=1' \\\n  -H 'Host: other' \\\n  -H \"Authorization: Bearer $ACCESS_TOKEN\" \\\n  -H 'X-Empty;'",
    ],
  ])('%j', (draft, command) => {
    expect(curl(draft).replace("-H 'host: other'", "-H 'Host: other'")).toBe(command);
  });

  it('JSON in PowerShell warns of the old ones', () => {
    const command = curl({ method: 'PUT', body: '{"a":"it\'s"}' }, powershell);
    expect(command).toMatch(/^# Needs PowerShell 7\.3 or newer/);
    expect(command).toContain(`--data-raw '{"a":"it''s"}'`);
    expect(curl({}, powershell)).not.toContain('#');
  });
});

describe('the generated command can be pasted back', () => {
  it.each(['bash', 'powershell'] as const)('the same request comes out (%s)', (shell) => {
    const text = fc.string({
      unit: fc.constantFrom(
        'a',
        'Z',
        '9',
        ' ',
        "'",
        '"',
        '$',
        '!',
        '%',
        '&',
        '+',
        '=',
        '@',
        '*',
        '~',
        '`',
        'é',
        '€',
        ':',
        ';',
        '#',
      ),
      maxLength: 12,
    });
    const name = fc.constantFrom('resource', 'audience', 'x');
    fc.assert(
      fc.property(
        fc.record({
          clientId: text.filter((value) => value !== ''),
          secret: text.filter((value) => value !== ''),
          authMethod: fc.constantFrom('client_secret_basic' as const, 'client_secret_post' as const),
          scopes: fc.uniqueArray(fc.constantFrom('read', 'write', 'a:b', 'https://x/y'), { maxLength: 3 }),
          parameters: fc.array(fc.tuple(name, text), { maxLength: 3 }),
        }),
        ({ clientId, secret, authMethod, scopes, parameters }) => {
          const workspace = aWorkspace({
            client: { clientId, authMethod },
            request: { scopes, parameters: parameters.map(([key, value]) => aField(key, value)) },
          });
          const request = aTokenRequest(workspace, secret);
          const command = parseCurl(
            buildCurl(request, { shell, insecure: false, reveal: ['CLIENT_SECRET'] }),
          );
          if (!command.ok) throw new Error(command.error.message);
          const back = importCurl(
            command.value,
            aWorkspace({ client: { clientId: '', basicEncoding: 'form' } }),
          );
          expect(back.notUnderstood).toEqual([]);
          const again = aTokenRequest(back.workspace, back.secret);
          expect(revealText(again.body ?? [])).toBe(revealText(request.body ?? []));
          expect(again.headers.map(({ value }) => revealText(value))).toEqual(
            request.headers.map(({ value }) => revealText(value)),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
