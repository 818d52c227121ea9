import { describe, expect, it } from 'vitest';
import { importCurl } from '../../../../shared/curl/apply/apply-curl.ts';
import { parseCurl } from '../../../../shared/curl/read/parse-curl.ts';
import { buildCurl } from '../../../../shared/curl/write/build-curl.ts';
import { activeClient } from '../../../../shared/model/active-client.ts';
import { DEFAULT_ASSERTION } from '../../../../shared/model/default-assertion.ts';
import { WorkspaceSchema } from '../../../../shared/model/workspace.ts';
import { aField, aKey, aTokenRequest, aWorkspace } from '../fixtures.ts';

const blank = aWorkspace({ tokenEndpoint: '', client: { clientId: '' } });
const url = 'https://localhost:8443/oauth/v2/oauth-token';

function paste(text: string, workspace = blank) {
  const command = parseCurl(text);
  if (!command.ok) throw new Error(command.error.message);
  const result = importCurl(command.value, workspace);
  expect(WorkspaceSchema.safeParse(result.workspace).success).toBe(true);
  return { ...result, client: activeClient(result.workspace) };
}

const tutorialToken = `curl -k -X POST ${url} \\
  -H 'content-type: application/x-www-form-urlencoded' \\
  -d 'grant_type=client_credentials&client_id=server&client_secret=Secr3t!&scope=read'`;
const tutorialApi = `curl -X GET https://example.com/hello_world -H 'Authorization: Bearer 0470b16b-7bf8'`;

describe("the tutorial's commands", () => {
  it('the token call fills endpoint, client, secret, scope and TLS', () => {
    const { workspace, client, ...rest } = paste(tutorialToken);
    expect(rest).toEqual({ secret: 'Secr3t!', target: 'token', token: null, notUnderstood: [] });
    expect(workspace.server.tokenEndpoint).toBe(url);
    expect(workspace.tls.verification).toBe('off');
    expect(workspace.request).toEqual({ scopes: ['read'], parameters: [], headers: [], rawBody: null });
    expect(client).toMatchObject({
      clientId: 'server',
      authMethod: 'client_secret_post',
      basicEncoding: 'form',
      knownScopes: ['read'],
    });
  });

  it('the API call fills method, URL and token', () => {
    const { workspace, ...rest } = paste(tutorialApi);
    expect(rest).toMatchObject({ secret: null, target: 'api', token: '0470b16b-7bf8', notUnderstood: [] });
    expect(workspace.api).toEqual({
      method: 'GET',
      url: 'https://example.com/hello_world',
      headers: [],
      body: '',
    });
    expect(workspace.server).toEqual(blank.server);
  });

  it('an API call with -L follows redirects', () => {
    const { workspace, notUnderstood } = paste(`${tutorialApi} -L`);
    expect(workspace.api.followRedirects).toBe(true);
    expect(notUnderstood).toEqual([]);
  });

  it('both together fill both', () => {
    const { workspace, ...rest } = paste(`${tutorialToken}\n{"access_token":"0470b16b"}\n$ ${tutorialApi}`);
    expect(rest).toMatchObject({
      secret: 'Secr3t!',
      target: 'token',
      token: '0470b16b-7bf8',
      notUnderstood: [],
    });
    expect(workspace.server.tokenEndpoint).toBe(url);
    expect(workspace.api.url).toBe('https://example.com/hello_world');
  });

  it('the secret is nowhere in the workspace', () => {
    expect(JSON.stringify(paste(tutorialToken).workspace)).not.toContain('Secr3t');
  });
});

describe('client authentication', () => {
  const post = `curl ${url} -d grant_type=client_credentials`;

  it.each([
    ['-u', `${post} -u 'server:Secr3t!'`, 'client_secret_basic', 'raw', 'Secr3t!'],
    ['-u, nothing to encode', `${post} -u server:abc-123`, 'client_secret_basic', 'form', 'abc-123'],
    ['-u, form encoded by hand', `${post} -u server:Secr3t%21`, 'client_secret_basic', 'form', 'Secr3t!'],
    ['-u, colons', `${post} -u server:a:b`, 'client_secret_basic', 'raw', 'a:b'],
    ['-u, a plus', `${post} -u server:a+b`, 'client_secret_basic', 'raw', 'a+b'],
    ['-u, our own variable', `${post} -u "server:$CLIENT_SECRET_FORM"`, 'client_secret_basic', 'form', null],
    [
      'Basic header, raw',
      `${post} -H 'Authorization: Basic c2VydmVyOlNlY3IzdCE='`,
      'client_secret_basic',
      'raw',
      'Secr3t!',
    ],
    [
      'Basic header, form',
      `${post} -H 'authorization: basic c2VydmVyOlNlY3IzdCUyMQ=='`,
      'client_secret_basic',
      'form',
      'Secr3t!',
    ],
    [
      'body',
      `${post} -d client_id=server -d client_secret=Secr3t%21`,
      'client_secret_post',
      'form',
      'Secr3t!',
    ],
    [
      '--data-urlencode',
      `${post} -d client_id=server --data-urlencode 'client_secret=a+b c'`,
      'client_secret_post',
      'form',
      'a+b c',
    ],
    ['none', `${post} -d client_id=server`, 'none', 'form', null],
  ] as const)('%s', (_, text, authMethod, basicEncoding, secret) => {
    const result = paste(text);
    expect(result.client).toMatchObject({ clientId: 'server', authMethod, basicEncoding });
    expect(result.secret).toBe(secret);
    expect(result.workspace.request.headers).toEqual([]);
    expect(result.workspace.request.parameters).toEqual([]);
  });

  it.each([
    [
      'a variable',
      `${post} -d client_id=server --data-urlencode "client_secret=$CLIENT_SECRET"`,
      '$CLIENT_SECRET',
    ],
    [
      'a variable of PowerShell',
      `curl.exe ${url} -d grant_type=client_credentials -u "server:$env:CLIENT_SECRET"`,
      '$env:CLIENT_SECRET',
    ],
    [
      'a variable of cmd',
      `curl ${url} -d grant_type=client_credentials -u "server:%CLIENT_SECRET%"`,
      '%CLIENT_SECRET%',
    ],
    ['a command', `${post} -u "server:$(cat secret)"`, '$(cat secret)'],
  ])('a secret in %s is not known, and that is said', (_, text, name) => {
    const result = paste(text);
    expect(result.client.clientId).toBe('server');
    expect(result.secret).toBeNull();
    expect(result.notUnderstood).toEqual([
      `The client secret is in ${name}, a variable of the shell: enter the secret itself.`,
    ]);
  });

  it('a dollar in single quotes is a dollar', () => {
    expect(paste(`${post} -d client_id=a -d 'client_secret=pa$word'`)).toMatchObject({
      secret: 'pa$word',
      notUnderstood: [],
    });
  });

  it('reports -u without a password', () => {
    expect(paste(`${post} -u server`).notUnderstood[0]).toContain('-u has no password');
  });

  it('two methods at once: uses the header, and reports it', () => {
    const result = paste(`${post} -u server:one -d client_id=server -d client_secret=two`);
    expect(result.secret).toBe('one');
    expect(result.notUnderstood[0]).toContain('sends the client secret twice');
    expect(result.workspace.request.parameters).toMatchObject([{ name: 'client_id', value: 'server' }]);
  });
});

describe('parameters, scopes and headers', () => {
  it('further parameters keep order and duplicates; several scopes are one list', () => {
    const { workspace } = paste(
      `curl ${url} -d grant_type=client_credentials -d p=b -d 'scope=write read' -d p=a -H 'X-T: 1' -H 'Accept: application/json'`,
    );
    expect(workspace.request.scopes).toEqual(['write', 'read']);
    expect(workspace.request.parameters.map(({ name, value }) => [name, value])).toEqual([
      ['p', 'b'],
      ['p', 'a'],
    ]);
    expect(workspace.request.headers).toMatchObject([{ name: 'X-T', value: '1', enabled: true }]);
  });

  it.each<[string, string, object, [string, string][]]>([
    [
      'those that have fields of their own go there',
      `-d resource=https://b/ -d resource=https://a/ -d audience=api --data-urlencode 'authorization_details=[{"type":"a"}]' -d x=1`,
      {
        resources: ['https://b/', 'https://a/'],
        audience: 'api',
        authorizationDetails: '[{"type":"a"}]',
      },
      [['x', '1']],
    ],
    [
      'what comes after others, twice, or empty, stays a parameter, so that the order is kept',
      '-d audience=a -d audience=b -d resource= -d authorization_details=',
      { audience: 'a' },
      [
        ['audience', 'b'],
        ['resource', ''],
        ['authorization_details', ''],
      ],
    ],
  ])('%s', (_, options, named, parameters) => {
    const { request } = paste(`curl ${url} -d grant_type=client_credentials ${options}`).workspace;
    expect(request.parameters.map(({ name, value }) => [name, value])).toEqual(parameters);
    expect({
      resources: undefined,
      audience: undefined,
      authorizationDetails: undefined,
      ...request,
    }).toMatchObject({
      resources: undefined,
      audience: undefined,
      authorizationDetails: undefined,
      ...named,
    });
  });

  it('re-importing the form’s own curl restores the form', () => {
    const request = {
      scopes: ['read'],
      resources: ['https://b/?x=1', 'urn:a'],
      audience: 'a b',
      authorizationDetails: '[\n  { "type": "é", "actions": ["read"] }\n]',
      parameters: [],
      headers: [],
      rawBody: null,
    };
    const before = aWorkspace({ request });
    const curl = buildCurl(aTokenRequest(before), { shell: 'bash', insecure: false });
    expect(paste(curl, before).workspace.request).toEqual(request);
  });

  describe('a client assertion gives the method and its settings, and is left out', () => {
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const jwt = (header: object, claims: object) => `${encode(header)}.${encode(claims)}.c2ln`;
    const claims = { iss: 'me', sub: 'me', aud: url, iat: 1000, exp: 1120 };
    const withAssertion = (assertion: string) =>
      `curl ${url} -d grant_type=client_credentials -d client_assertion_type=urn:x -d client_assertion=${assertion}`;

    it.each([
      [
        'signed with a key',
        jwt({ alg: 'PS256', typ: 'client-authentication+jwt', kid: 'k' }, claims),
        {
          authMethod: 'private_key_jwt',
          clientId: 'me',
          assertion: {
            ...DEFAULT_ASSERTION,
            typ: 'client-authentication+jwt',
            audience: 'token-endpoint',
            lifetimeSeconds: 120,
          },
        },
        'Choose the key',
      ],
      [
        'signed with a secret, for somebody else',
        jwt({ alg: 'HS256' }, { ...claims, aud: 'urn:other', exp: undefined }),
        {
          authMethod: 'client_secret_jwt',
          assertion: {
            ...DEFAULT_ASSERTION,
            typ: '',
            kid: false,
            audience: 'custom',
            customAudience: 'urn:other',
          },
        },
        'Enter the client secret',
      ],
      [
        'in a variable',
        '$CLIENT_ASSERTION',
        { authMethod: 'private_key_jwt', assertion: DEFAULT_ASSERTION },
        'Choose the key',
      ],
    ])('%s', (_, assertion, expected, note) => {
      const { client, workspace, notUnderstood } = paste(withAssertion(assertion));
      expect(client).toMatchObject(expected);
      expect(workspace.request.parameters).toEqual([]);
      expect(notUnderstood.join()).toContain(note);
    });

    it('and a certificate, without a secret, is a way to authenticate too', () => {
      const command = `curl ${url} -d grant_type=client_credentials -d client_id=me --cert c.pem:hunter2`;
      const { client, notUnderstood } = paste(command);
      expect(client).toMatchObject({ authMethod: 'tls_client_auth', clientId: 'me' });
      expect(notUnderstood.join()).not.toContain('hunter2');
      expect(paste(`${command} -d client_secret=s`).client.authMethod).toBe('client_secret_post');
    });
  });

  it('a raw body from before gives way', () => {
    expect(
      paste(tutorialToken, aWorkspace({ request: { rawBody: 'x' } })).workspace.request.rawBody,
    ).toBeNull();
  });

  it.each([
    [
      'another grant',
      `curl ${url} -d grant_type=password -d username=me`,
      'grant_type password was left out',
    ],
    ['another method', `curl -X GET ${url} -d grant_type=client_credentials`, 'The method GET was left out'],
    [
      'JSON',
      `curl ${url} --json '{"grant_type":"client_credentials","client_id":"a"}'`,
      'The JSON body became a form',
    ],
    [
      'an assertion',
      `curl ${url} -d grant_type=client_credentials -d client_assertion=x`,
      'The client assertion is kept',
    ],
    [
      'a client certificate',
      `curl ${url} -d grant_type=client_credentials -d client_id=a --cert c.pem --key k.pem --pass hunter2`,
      'Import the certificate and its key under “Keys and certificates”',
    ],
    [
      'a bearer token',
      `curl ${url} -d grant_type=client_credentials -H 'Authorization: Bearer x'`,
      'The Authorization header is not Basic',
    ],
    [
      'a Basic header that cannot be read',
      `curl ${url} -d grant_type=client_credentials -H 'Authorization: Basic !!'`,
      'The Authorization header is Basic, but no id and secret can be read from it',
    ],
    [
      'following redirects',
      `curl -L ${url} -d grant_type=client_credentials -u a:b`,
      '-L was left out: redirects of a token request are shown, never followed',
    ],
    [
      'a variable',
      `curl $BASE/oauth-token -d grant_type=client_credentials`,
      '$BASE is a variable of the shell',
    ],
  ])('%s is said', (_, text, note) => {
    const result = paste(text);
    expect(result.target).toBe('token');
    expect(result.notUnderstood.join('\n')).toContain(note);
  });
});

describe('which client is filled', () => {
  const text = `curl ${url} -d grant_type=client_credentials -d client_id=other -d client_secret=x`;

  it('a blank one', () => {
    expect(paste(text).workspace.clients).toHaveLength(1);
  });

  it('never one with another id: a new client is added and chosen', () => {
    const { workspace, client } = paste(text, aWorkspace());
    expect(workspace.clients.map(({ clientId }) => clientId)).toEqual(['server', 'other']);
    expect(client.clientId).toBe('other');
  });

  it('the one that has the id', () => {
    const added = paste(text, aWorkspace()).workspace;
    const again = paste(tutorialToken, added);
    expect(again.workspace.clients).toHaveLength(2);
    expect(again.client).toMatchObject({ id: 'client', clientId: 'server' });
  });
});

describe('which card is filled', () => {
  it.each([
    [`curl -X POST ${url}`, 'token'],
    ['curl -d x=1 https://login.example/oauth2/token', 'token'],
    ['curl -d x=1 https://login.example/connect/token?tenant=1', 'token'],
    ['curl -d grant_type=client_credentials https://example.com/anything', 'token'],
    ['curl https://api.example/token', 'api'],
    ['curl -d x=1 https://api.example/tokenize', 'api'],
    ['curl https://api.example/orders', 'api'],
  ])('%s: %s', (text, target) => {
    expect(paste(text).target).toBe(target);
  });

  it('the built-in workspace keeps its URL, and reports it', () => {
    const result = paste(
      'curl https://elsewhere.example/token -d grant_type=client_credentials',
      aWorkspace({ kind: 'built-in' }),
    );
    expect(result.workspace.server.tokenEndpoint).toBe(url);
    expect(result.notUnderstood[0]).toContain('keeps its address');
  });
});

describe('API calls', () => {
  it('method, headers and body, with the Content-Type curl would add', () => {
    const { workspace } = paste(
      "curl https://api.example/orders -d 'a=1' -H 'X-Trace: 7' -H 'Content-Length: 3'",
    );
    expect(workspace.api).toEqual({
      method: 'POST',
      url: 'https://api.example/orders',
      headers: [
        { ...aField('X-Trace', '7'), id: 'curl-1' },
        { ...aField('Content-Type', 'application/x-www-form-urlencoded'), id: 'curl-2' },
      ],
      body: 'a=1',
    });
  });

  it.each([
    ["-H 'Authorization: Bearer abc'", 'abc', []],
    ['--oauth2-bearer abc', 'abc', []],
    [
      '-H "Authorization: Bearer $TOKEN"',
      null,
      ['$TOKEN has no value here: the API call uses the token that you get here.'],
    ],
    [
      "-H 'Authorization: Negotiate x'",
      null,
      ['The Authorization header (Negotiate) was left out: the API call is authorised by the token alone.'],
    ],
    ['-u me:x', null, ['-u was left out: the API call is authorised by the token alone.']],
    ['', null, []],
  ])('authorised by %j', (options, token, notUnderstood) => {
    expect(paste(`curl https://api.example/orders ${options}`)).toMatchObject({ token, notUnderstood });
  });

  it('-k and -m hold for the workspace', () => {
    const { workspace } = paste('curl -k -m 3 https://api.example/orders');
    expect(workspace).toMatchObject({ tls: { verification: 'off' }, timeLimitMs: 3000 });
  });

  it('commands left over are counted', () => {
    expect(paste('curl http://a\ncurl http://b\ncurl http://c').notUnderstood).toEqual([
      'The text holds 2 more commands; they were left out.',
    ]);
  });
});

describe('a DPoP proof is used up (RFC 9449 §11.1)', () => {
  /** RFC 9449 §4.1, and the thumbprint of its key (§6.1). */
  const PROOF =
    'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg';
  const JKT = '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I';
  const key = aKey({
    publicJwk: {
      kty: 'EC',
      crv: 'P-256',
      x: 'l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs',
      y: '9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA',
    },
  });
  const tokenCall = `curl ${url} -d grant_type=client_credentials -u server:s -H 'DPoP: ${PROOF}'`;
  const apiCall = `curl https://api.example/orders -H 'Authorization: DPoP abc' -H 'dpop: ${PROOF}'`;
  const used = 'The DPoP proof was left out: it is used up, and each request gets a new one. ';
  const without = `${used}Choose a key for it under “Token binding” in step 1, or import the command’s own there.`;

  it('of a token request: the client makes its own from now on, with a key yet to be chosen', () => {
    const { workspace, client, notUnderstood } = paste(tokenCall);
    expect(workspace.request.headers).toEqual([]);
    expect(client.dpop).toEqual({ keyId: null, algorithm: 'ES256' });
    expect(notUnderstood).toEqual([without]);
  });

  it('with the same key, where the workspace has it', () => {
    const { client, notUnderstood } = paste(tokenCall, { ...blank, keys: [aKey({ id: 'other' }), key] });
    expect(client.dpop).toEqual({ keyId: key.id, algorithm: 'ES256' });
    expect(notUnderstood).toEqual([`${used}It is made with the same key.`]);
  });

  it('another key that the client has stays, with an algorithm of its own', () => {
    const other = aKey({ id: 'other', publicJwk: { kty: 'OKP', crv: 'Ed25519', x: 'x' } });
    const dpop = { keyId: 'other', algorithm: 'Ed25519' } as const;
    const workspace = aWorkspace({ client: { clientId: 'server', dpop }, keys: [other] });
    const { client, notUnderstood } = paste(tokenCall, workspace);
    expect(client.dpop).toEqual({ keyId: 'other', algorithm: 'EdDSA' });
    expect(notUnderstood).toEqual([without]);
  });

  it('of an API call: its token comes along, bound to the key that was proven', () => {
    const { workspace, client, ...rest } = paste(apiCall);
    expect(rest).toEqual({
      secret: null,
      target: 'api',
      token: 'abc',
      tokenKey: JKT,
      notUnderstood: [without],
    });
    expect(workspace.api.headers).toEqual([]);
    expect(client.dpop).toEqual({ keyId: null, algorithm: 'ES256' });
  });

  it('of both calls, it is said once', () => {
    const { token, tokenKey, notUnderstood } = paste(`${tokenCall}\n${apiCall}`);
    expect({ token, tokenKey }).toEqual({ token: 'abc', tokenKey: JKT });
    expect(notUnderstood).toEqual([without]);
  });

  it.each([
    [
      'a variable for it',
      '-H "DPoP: $PROOF" -H "Authorization: DPoP $TOKEN"',
      null,
      ['$TOKEN has no value here: the API call uses the token that you get here.', without],
    ],
    [
      'none beside the token',
      "-H 'Authorization: DPoP abc'",
      'abc',
      [
        'There is no DPoP proof beside the token: which key it is bound to is known only if it says so itself.',
      ],
    ],
  ])('%s', (_, options, token, notUnderstood) => {
    const fill = paste(`curl https://api.example/orders ${options}`);
    expect(fill).toMatchObject({ token, notUnderstood, workspace: { api: { headers: [] } } });
    expect(fill.tokenKey).toBeUndefined();
  });

  it('does not mistake a bearer token beside a proof for a bound one', () => {
    const fill = paste(`curl https://api.example/ -H 'Authorization: Bearer abc' -H 'DPoP: ${PROOF}'`);
    expect(fill).toMatchObject({ token: 'abc', notUnderstood: [without] });
    expect(fill.tokenKey).toBeUndefined();
  });

  it('keeps a DPoP header that is not a proof', () => {
    const { workspace, client, notUnderstood } = paste("curl https://api.example/ -H 'DPoP: none'");
    expect(workspace.api.headers).toMatchObject([{ name: 'DPoP', value: 'none' }]);
    expect(client.dpop).toBeUndefined();
    expect(notUnderstood).toEqual([]);
  });
});
