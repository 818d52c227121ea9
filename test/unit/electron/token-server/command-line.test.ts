import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseArguments } from '../../../../electron/token-server/cli/arguments.ts';
import { parseConfigFile } from '../../../../electron/token-server/cli/config-file.ts';
import { defaultDataDir } from '../../../../electron/token-server/cli/data-dir.ts';
import {
  describeEntries,
  describeEntry,
  describeStart,
} from '../../../../electron/token-server/cli/describe.ts';
import { describeMissingSecrets } from '../../../../electron/token-server/cli/missing-secrets.ts';
import { verifySecret } from '../../../../electron/token-server/clients/secret-hash.ts';
import { createDefaultConfig, DEMO_CLIENT_SECRET } from '../../../../electron/token-server/default-config.ts';
import { endpointsAt } from '../../../../electron/token-server/paths.ts';
import { formatClientsFile } from '../../../../shared/token-server/clients-file.ts';
import { TokenServerConfigSchema } from '../../../../shared/token-server/config.ts';
import type { ServerClient } from '../../../../shared/token-server/server-client.ts';
import { DEFAULT_RULES } from '../../../../shared/token-server/server-rules.ts';
import { CLIENTS } from './fixture.ts';
import { makeKey } from './keys.ts';
import { makeClientCertificate } from './make-client-certificate.ts';

async function isSecret(secret: string, client: ServerClient | undefined): Promise<boolean> {
  const authentication = client?.authentication;
  if (authentication?.method !== 'secret' || authentication.hash === null) return false;
  return verifySecret(secret, authentication.hash);
}

/** Stands for the vault: what it is given is not to be seen. */
const seal = async (secret: string) =>
  ({ kind: 'aes-256-gcm', nonce: 'n', sealed: Buffer.from(secret).toString('hex') }) as const;
const FILES = new Map<string, string>();
const read = async (path: string) => {
  const content = FILES.get(path);
  if (content === undefined) throw new Error('no such file');
  return content;
};
const parseFile = (text: string, environment = {}) => parseConfigFile(text, { seal, read, environment });

function withAuthentication(authentication: string): string {
  return `{"clients":[{"clientId":"a","authentication":${authentication}}]}`;
}

function withFaults(...faults: readonly string[]): string {
  const members = faults.map((fault) => `{"endpoint":${fault},"occurrence":{"mode":"always"}}`);
  return `{"clients":[],"faults":[${members.join()}]}`;
}

describe('arguments', () => {
  const none = {
    port: null,
    http: false,
    host: null,
    names: [] as string[],
    configFile: null,
    dataDir: null,
    quiet: false,
    help: false,
  };

  test.each([
    [[], none],
    [['--port', '8443'], { ...none, port: 8443 }],
    [['--port=0', '--http'], { ...none, port: 0, http: true }],
    [
      ['--config', 'a.json', '--data-dir', 'b', '--quiet'],
      { ...none, configFile: 'a.json', dataDir: 'b', quiet: true },
    ],
    [['-h'], { ...none, help: true }],
    [['--host', '127.0.0.2', '--name', 'a'], { ...none, host: '127.0.0.2', names: ['127.0.0.2', 'a'] }],
    [['--name=a', '--name=b'], { ...none, names: ['a', 'b'] }],
  ])('%j', (args, expected) => expect(parseArguments(args)).toEqual({ ok: true, value: expected }));

  test.each([
    [['--port', 'x'], 'from 0 to 65535, not "x"'],
    [['--port', '65536'], 'from 0 to 65535'],
    [['--port=-1'], 'from 0 to 65535'],
    [['--porty', '1'], '--porty'],
    [['stray'], 'stray'],
    [['--config'], '--config'],
  ])('%j is refused: %s', (args, words) => {
    const parsed = parseArguments(args);
    expect(parsed).toEqual({ ok: false, error: expect.stringContaining(words) });
  });
});

describe('the configuration file', () => {
  test('has defaults, and its plain secrets are hashed', async () => {
    const parsed = await parseFile('{"clients":[{"clientId":"ci","secret":"plain"}]}');
    if (!parsed.ok) throw new Error(parsed.error.join());
    const { config, faults } = parsed.value;
    const [client] = config.clients;
    expect([config, faults]).toMatchObject([{ scheme: 'https', port: 8443 }, []]);
    expect(client).toMatchObject({ clientId: 'ci', scopes: [], tokenLifetime: 299 });
    expect(await isSecret('plain', client)).toBe(true);
    expect(TokenServerConfigSchema.parse(config)).toEqual(config);
  });

  test('completes a JWT that it only begins to describe', async () => {
    const text =
      '{"clients":[{"clientId":"a","secret":"s","tokenFormat":"jwt","jwt":{"algorithm":"EdDSA"}}]}';
    const parsed = await parseFile(text);
    expect(parsed).toMatchObject({
      value: {
        config: {
          clients: [
            {
              tokenFormat: 'jwt',
              jwt: { profile: 'curity', algorithm: 'EdDSA', audience: [] },
            },
          ],
        },
      },
    });
  });

  test('covers the whole schema', async () => {
    const { pem } = await makeClientCertificate('CN=a');
    const { publicJwk } = await makeKey('ES256');
    FILES.set('client.pem', pem)
      .set('ca.pem', pem)
      .set('jwks.json', JSON.stringify({ keys: [publicJwk] }));
    const parsed = await parseFile(
      JSON.stringify({
        port: 0,
        rules: { errorStyle: 'curity', requireDpopNonce: true, assertionAudiences: ['issuer'] },
        mutualTls: { mode: 'separate-port', port: 8444, authorities: ['ca.pem', pem] },
        faults: [{ endpoint: 'token', effect: { kind: 'hang' }, occurrence: { mode: 'always' } }],
        clients: [
          {
            clientId: 'a',
            authentication: { method: 'secret', secret: 'plain', accepts: ['client_secret_post'] },
          },
          {
            clientId: 'b',
            authentication: { method: 'client_secret_jwt', secret: 'plain', algorithms: ['HS256'] },
          },
          {
            clientId: 'c',
            authentication: { method: 'private_key_jwt', keys: { from: 'jwks', jwks: 'jwks.json' } },
          },
          {
            clientId: 'd',
            authentication: { method: 'private_key_jwt', keys: { from: 'url', url: 'http://localhost:1/' } },
          },
          {
            clientId: 'e',
            authentication: { method: 'tls_client_auth', subject: { field: 'subject_dn', value: 'CN=a' } },
            certificateBinding: 'required',
          },
          {
            clientId: 'f',
            authentication: { method: 'self_signed_tls_client_auth', certificates: ['client.pem'] },
          },
          { clientId: 'g', authentication: { method: 'none' }, enabled: false, dpop: 'required' },
        ],
      }),
    );
    if (!parsed.ok) throw new Error(parsed.error.join('\n'));
    const { config, faults } = parsed.value;
    expect(TokenServerConfigSchema.parse(config)).toEqual(config);
    expect(JSON.stringify(config)).not.toContain('plain');
    expect(faults).toEqual([
      { id: 'fault 1', endpoint: 'token', effect: { kind: 'hang' }, occurrence: { mode: 'always' } },
    ]);
    expect(config).toMatchObject({
      rules: { errorStyle: 'curity', requireDpopNonce: true, legacyAudience: false },
      mutualTls: { mode: 'separate-port', port: 8444, authorities: [pem, pem] },
    });
    const [, hmac, key, , , pinned] = config.clients;
    expect(hmac?.authentication).toMatchObject({ secret: { kind: 'aes-256-gcm' } });
    expect(key?.authentication).toMatchObject({ keys: { jwks: { keys: [publicJwk] } } });
    expect(pinned?.authentication).toMatchObject({ certificates: [pem] });
  });

  test('is valid as docs/TOKEN-SERVER.md has it', async () => {
    const page = await readFile(join(import.meta.dirname, '../../../../docs/TOKEN-SERVER.md'), 'utf8');
    const example = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const { pem } = await makeClientCertificate('CN=a');
    FILES.set('company-ca.pem', pem).set('pinned.pem', pem);
    FILES.set('signer.jwks.json', JSON.stringify({ keys: [(await makeKey('ES256')).publicJwk] }));
    const parsed = await parseFile(example);
    if (!parsed.ok) throw new Error(parsed.error.join('\n'));
    const { config } = parsed.value;
    expect(config.clients).toHaveLength(8);
    // The page says that these are the defaults.
    expect(config.rules).toEqual(DEFAULT_RULES);
  });

  test('names bundles of certificates, and files with words between them', async () => {
    const [one, other] = await Promise.all(['CN=a', 'CN=b'].map((name) => makeClientCertificate(name)));
    FILES.set('bundle.pem', `Bag Attributes\n  friendlyName: a\n${one?.pem}\nsubject=CN=b\n${other?.pem}`);
    const parsed = await parseFile(
      '{"clients":[],"mutualTls":{"mode":"same-port","authorities":["bundle.pem"]}}',
    );
    const read = parsed.ok ? parsed.value.config.mutualTls?.authorities : parsed.error;
    expect(read).toEqual([one?.pem.trim(), other?.pem.trim()]);
  });

  test('may begin with a byte order mark', async () => {
    expect(await parseFile('\uFEFF{"clients":[]}')).toMatchObject({ ok: true });
  });

  test('accepts secrets as the app stores them', async () => {
    const config = { scheme: 'http', port: 0, clients: CLIENTS };
    expect(await parseFile(JSON.stringify(config))).toEqual({
      ok: true,
      value: { config, faults: [], expect: [], keepTokens: false, rotateKeysEvery: null },
    });
  });

  test.each([
    ['{', 'not JSON'],
    ['{}', 'clients: '],
    [
      '{"clients":[{"clientId":"a","secret":"s","tokenFormat":"jwt","jwt":{"algorithm":"none"}}]}',
      'clients[0].jwt.algorithm: ',
    ],
    ['{"clients":[{"clientId":"a","secret":"s","tokenLifetime":0}]}', 'clients[0].tokenLifetime: '],
    ['{"clients":[{"clientId":"a","secret":"s","scope":"x"}]}', 'clients[0]: '],
    ['{"clients":[{"clientId":"a"}]}', 'clients[0].authentication: '],
    ['{"clients":[{"clientId":"a"}]}', 'put "secret": "…" beside the "clientId"'],
    ['{"clients":[{"clientId":"a","secret":""}]}', 'clients[0].authentication.secret: must be a text'],
    ['{"clients":[],"prot":1}', 'prot'],
    [
      '{"clients":[{"clientId":"a","secret":"s","jwt":{"algorithm":"ES256"}}]}',
      'clients[0].jwt: has no effect, because tokenFormat is not "jwt"',
    ],
    ['{"scheme":"http","clients":[],"mutualTls":{"mode":"same-port"}}', 'mutualTls: has no effect over http'],
    ['{"clients":[],"network":{"names":["a b"]}}', 'network.names'],
    ['{"clients":[],"expect":[{"cachd":true}]}', 'expect[0]: Unrecognized key'],
    [
      '{"clients":[],"expect":[{"clientId":"a","cached":true}]}',
      'expect[0].clientId: there is no client "a"',
    ],
    [
      '{"clients":[],"standIn":{"preset":"curity","paths":{"token":"/hello_world"}}}',
      'standIn.paths: token and the demo API are both at /hello_world',
    ],
    [
      '{"clients":[],"standIn":{"preset":"okta","paths":{"token":"/x","revocation":"/x"}}}',
      'standIn.paths: revocation and token are both at /x',
    ],
    ['{"clients":[],"rules":{"requireDpopNonces":true}}', 'rules: Unrecognized key: "requireDpopNonces"'],
    ['{"clients":[],"mutualTls":{"mode":"same-port","port":1}}', 'mutualTls: Unrecognized key: "port"'],
    [
      '{"clients":[],"faults":[{"endpoint":"token","effect":{"kind":"statuz"},"occurrence":{"mode":"always"}}]}',
      'faults[0].effect.kind: ',
    ],
    ['{"clients":[],"faults":[{"endpoint":"token","effect":{"kind":"hang"}}]}', 'faults[0].occurrence: '],
    [
      withFaults('"token","effect":{"kind":"status","status":503,"retry_after":1}'),
      'faults[0].effect: Unrecognized key: "retry_after"',
    ],
    [
      withFaults('"token","effect":{"kind":"tls-1.2-only"}'),
      'faults[0].endpoint: Invalid input: expected "any"',
    ],
    [withFaults('"token","effect":{"kind":"tls"}'), "'tls-1.2-only'"],
    [
      withFaults('"any","effect":{"kind":"hang"},"id":"a"', '"any","effect":{"kind":"hang"},"id":"a"'),
      'faults: "a" is there twice',
    ],
    [withAuthentication('{"method":"secret","hash":"a","secret":"b"}'), 'clients[0].authentication'],
    [
      withAuthentication('{"method":"tls_client_auth","subject":{"field":"san_dns","value":"a","dn":"b"}}'),
      'clients[0].authentication.subject: Unrecognized key: "dn"',
    ],
    [
      withAuthentication('{"method":"private_key_jwt","keys":{"from":"url","url":"https://a","jwks":{}}}'),
      'clients[0].authentication.keys: Unrecognized key: "jwks"',
    ],
    [
      withAuthentication('{"method":"private_key_jwt","keys":{"from":"jwks","jwks":"https://a/keys"}}'),
      '"from": "url"',
    ],
    ['{"clients":[{"clientId":"a","secret":"s","authentication":{"method":"none"}}]}', 'clients[0]: '],
    [
      '{"clients":[{"clientId":"a","secret":"s","authentication":{"method":"secret","secret":"t"}}]}',
      'clients[0]',
    ],
    ['{"kind":"another","version":1,"clients":[]}', 'kind: '],
    [
      withAuthentication('{"method":"client_secret_basic","secret":"b"}'),
      'clients[0].authentication.method: ',
    ],
    [
      withAuthentication('{"method":"self_signed_tls_client_auth","certificates":["no.pem"]}'),
      'no.pem could not be read: no such file',
    ],
    [
      withAuthentication(
        '{"method":"self_signed_tls_client_auth","certificates":["-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----"]}',
      ),
      'clients[0].authentication: Certificate 1 cannot be read.',
    ],
    [
      withAuthentication(
        '{"method":"private_key_jwt","keys":{"from":"jwks","jwks":{"keys":[{"kty":"EC"}]}}}',
      ),
      'Key 1 of the set cannot be read',
    ],
    [
      withAuthentication(
        `{"method":"private_key_jwt","keys":{"from":"jwks","jwks":{"keys":[{"kty":"RSA","e":"AQAB","n":"${'x'.repeat(171)}"}]}}}`,
      ),
      'Key 1 of the set has 1024 bits, and RSA needs 2048',
    ],
    [
      withAuthentication('{"method":"tls_client_auth","subject":{"field":"subject_dn","value":"a"}}'),
      'This is no distinguished name',
    ],
    ['{"clients":[{"clientId":"a","secret":"s"},{"clientId":"a","secret":"t"}]}', '"a" is there twice'],
  ])('%s is refused: %s', async (text, words) => {
    const parsed = await parseFile(text);
    expect(parsed.ok ? [] : parsed.error.join('\n')).toContain(words);
  });
});

describe('clients as the window exports them', () => {
  const common = { description: 'Mine', scopes: ['read'], tokenLifetime: 7 };
  const exported = formatClientsFile([
    { ...common, clientId: 'my-client', authentication: { method: 'secret', hasSecret: true } },
    { ...common, clientId: 'hmac', authentication: { method: 'client_secret_jwt', hasSecret: true } },
    { ...common, clientId: 'app', authentication: { method: 'none' } },
  ]);

  test('are a valid configuration; clients without a secret are listed, with the next step', async () => {
    const parsed = await parseFile(exported);
    if (!parsed.ok) throw new Error(parsed.error.join('\n'));
    const { config } = parsed.value;
    expect(TokenServerConfigSchema.parse(config)).toEqual(config);
    expect(config.clients.map(({ clientId }) => clientId)).toEqual(['my-client', 'hmac', 'app']);
    expect(describeMissingSecrets(config.clients, 'clients.json')).toBe(
      [
        'No secret is known of these clients, so nobody gets a token as one of them:',
        '  "my-client": set TOKEN_SERVER_SECRET_MY_CLIENT',
        '  "hmac": set TOKEN_SERVER_SECRET_HMAC',
        'Set the environment variables, or put "secret": "…" beside each "clientId" in clients.json.',
      ].join('\n'),
    );
  });

  test('get their secrets from the environment, hashed and sealed', async () => {
    const parsed = await parseFile(exported, {
      TOKEN_SERVER_SECRET_MY_CLIENT: 'plain',
      TOKEN_SERVER_SECRET_HMAC: 'sealed',
      TOKEN_SERVER_SECRET_APP: 'not needed',
    });
    if (!parsed.ok) throw new Error(parsed.error.join('\n'));
    const [first, second] = parsed.value.config.clients;
    expect(await isSecret('plain', first)).toBe(true);
    expect(second?.authentication).toMatchObject({ secret: await seal('sealed') });
    expect(describeMissingSecrets(parsed.value.config.clients, '')).toBeNull();
    expect(JSON.stringify(parsed.value)).not.toContain('plain');
  });

  test('or beside their id, where the environment has no say', async () => {
    const written = exported.replaceAll(/"clientId": "(my-client|hmac)"/g, '$&, "secret": "written"');
    const parsed = await parseFile(written, { TOKEN_SERVER_SECRET_MY_CLIENT: 'other' });
    if (!parsed.ok) throw new Error(parsed.error.join('\n'));
    const [first, second] = parsed.value.config.clients;
    expect(await isSecret('written', first)).toBe(true);
    expect(second?.authentication).toMatchObject({ secret: await seal('written') });
  });
});

describe('the first start', () => {
  test('has the tutorial’s client and a short-lived one, with hashed secrets', async () => {
    const config = await createDefaultConfig();
    expect(TokenServerConfigSchema.parse(config)).toEqual(config);
    expect(config).toMatchObject({ scheme: 'https', port: 8443 });
    expect(config.clients).toMatchObject([
      { clientId: 'server', scopes: ['read', 'write'], tokenLifetime: 299 },
      { clientId: 'short-lived', scopes: ['read', 'write'], tokenLifetime: 5 },
    ]);
    for (const client of config.clients) expect(await isSecret(DEMO_CLIENT_SECRET, client)).toBe(true);
    expect(JSON.stringify(config)).not.toContain(DEMO_CLIENT_SECRET);
  });

  test.each([
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/credence/token-server'],
    ['linux', {}, '/home/me/.local/share/credence/token-server'],
    ['darwin', {}, '/home/me/Library/Application Support/credence/token-server'],
  ] as const)('keeps its data on %s where %j says', (platform, env, expected) => {
    expect(defaultDataDir(platform, env, '/home/me')).toBe(expected);
  });
});

describe('what is printed', () => {
  const config = { scheme: 'https', port: 8443, clients: [...CLIENTS] } as const;

  test('has every address, the CA, and a command that verifies', () => {
    const endpoints = endpointsAt('https://localhost:8443', 'PEM');
    const running = { status: 'running', startedAt: 0, endpoints, notices: ['made anew'] } as const;
    const text = describeStart(running, { ...config, clients: [...CLIENTS] }, '/data/ca.pem', 'Secr3t!');
    const { introspection, issuer, jwks, metadata, revocation, token } = endpoints;
    for (const part of [token, introspection, revocation, jwks, issuer, metadata, 'Note: made anew']) {
      expect(text).toContain(part);
    }
    expect(text).toContain(
      "curl --cacert '/data/ca.pem' -X POST https://localhost:8443/oauth/v2/oauth-token",
    );
  });

  test('is a line per request', () => {
    const entry = {
      id: 1,
      at: Date.UTC(2026, 0, 1, 1, 2, 3, 4),
      method: 'POST',
      path: '/x',
      status: 400,
      duration: 1.25,
      remotePort: 1,
      clientId: 'a"b',
      decision: 'because',
    };
    expect(describeEntry(entry)).toBe('01:02:03.004 POST /x 400 1.3 ms "a\\"b": because');
    expect(describeEntry({ ...entry, path: '/\u009b2J', clientId: 'a\u202eb' })).toBe(
      '01:02:03.004 POST /\\u009B2J 400 1.3 ms "a\\u202Eb": because',
    );
    // Of a large batch only the newest are told.
    const lines = describeEntries(
      [
        { ...entry, id: 8 },
        { ...entry, id: 9 },
      ],
      4,
    ).split('\n');
    expect([lines.length, lines[0]]).toEqual([3, '… 3 more, too many to print']);
    expect(describeEntries([{ ...entry, id: 8 }], 7)).toBe(describeEntry(entry));
  });
});
