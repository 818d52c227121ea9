import { describe, expect, test } from 'vitest';
import type { ServerClientView } from '../../../../shared/token-server/client-view.ts';
import { exportForCurity } from '../../../../shared/token-server/curity/export-curity.ts';
import { importFromCurity, looksLikeCurity } from '../../../../shared/token-server/curity/import-curity.ts';
import { readXml } from '../../../../shared/token-server/curity/read-xml.ts';
import {
  isCurityTokenEndpoint,
  registerInCurity,
} from '../../../../shared/token-server/curity/register-client.ts';

const SERVER: ServerClientView = {
  clientId: 'server',
  description: 'Takes orders & "more"',
  authentication: { method: 'secret', hasSecret: true },
  scopes: ['read', 'write'],
  tokenLifetime: 299,
};
const CLIENTS: readonly ServerClientView[] = [
  SERVER,
  {
    ...SERVER,
    clientId: 'keys',
    description: '',
    authentication: {
      method: 'private_key_jwt',
      keys: { from: 'url', url: 'https://api.example/jwks?a=1&b=2' },
    },
    capabilities: ['client_credentials'],
  },
  {
    ...SERVER,
    clientId: 'tls',
    description: '',
    enabled: false,
    authentication: { method: 'tls_client_auth', subject: { field: 'san_dns', value: 'client.example' } },
    capabilities: ['client_credentials'],
  },
  { ...SERVER, clientId: 'app', description: '', authentication: { method: 'none' }, capabilities: [] },
];

/** What comes back: secrets do not. */
const WITHOUT_SECRETS = CLIENTS.map((client) =>
  client.clientId === 'server'
    ? { ...client, authentication: { method: 'secret', hasSecret: false } }
    : client,
);

describe('an export for Curity', () => {
  test('as XML is read back as the same clients, without secrets', () => {
    const { xml } = exportForCurity(CLIENTS);
    expect(looksLikeCurity(xml)).toBe(true);
    expect(importFromCurity(xml)).toMatchObject({ ok: true, value: { clients: WITHOUT_SECRETS } });
  });

  test('has the elements of Curity’s own example', () => {
    const { xml } = exportForCurity([SERVER]);
    const read = readXml(xml);
    expect(read.ok && read.value.name).toBe('config');
    for (const element of [
      '<id>token-service</id>',
      '<id>server</id>',
      '<access-token-ttl>299</access-token-ttl>',
      '<scope>read</scope>',
      '<client-credentials/>',
      '<introspection/>',
      'Takes orders &amp; "more"',
    ])
      expect(xml).toContain(element);
    expect(xml).not.toContain('<secret>');
  });

  test('has a secret only if it is included', () => {
    const target = {
      profile: 'oauth-dev',
      adminUrl: 'https://curity.example:6749/',
      secrets: { server: `a'b"<c>` },
    };
    const { cli, restconf, xml } = exportForCurity([SERVER], target);
    expect(xml).toContain(`<secret>a'b"&lt;c&gt;</secret>`);
    expect(cli).toContain(
      `set profiles profile oauth-dev oauth-service settings authorization-server client-store config-backed client server secret "a'b\\"<c>"`,
    );
    expect(restconf).toContain(`"secret": "a'\\''b\\"<c>"`);
    const plain = exportForCurity([SERVER]);
    for (const text of Object.values(plain)) expect(text).not.toMatch(/secret["> ]+[a-z]'/);
  });

  test('names what to set in Curity only where the file lacks it', () => {
    const secrets = { server: 'x' };
    const target = { profile: 'token-service', adminUrl: 'https://localhost:6749', secrets };
    expect(exportForCurity([SERVER], target).cli).not.toContain('Set the secret');
    expect(exportForCurity([SERVER]).cli).toContain('Set the secret in Curity');
  });

  test('has no secret for a client called constructor', () => {
    const { xml } = exportForCurity([{ ...SERVER, clientId: 'constructor' }]);
    expect(xml).not.toContain('<secret>');
  });

  test('as RESTCONF puts one client each, in JSON that is read back', () => {
    const { restconf } = exportForCurity(CLIENTS);
    expect(restconf.match(/-X PUT/g)).toHaveLength(CLIENTS.length);
    expect(restconf).toContain(
      "'https://localhost:6749/admin/api/restconf/data/base:profiles/base:profile=token-service,oauth-service/base:settings/profile-oauth:authorization-server/profile-oauth:client-store/profile-oauth:config-backed/client=server'",
    );
    const bodies = [...restconf.matchAll(/--data-raw '([\s\S]*?)'\n/g)].map(([, body = '']) =>
      JSON.parse(body),
    );
    const json = JSON.stringify({
      'profile-oauth:config-backed': { client: bodies.flatMap((body) => body['profile-oauth:client']) },
    });
    expect(looksLikeCurity(json)).toBe(true);
    expect(importFromCurity(json)).toMatchObject({ ok: true, value: { clients: WITHOUT_SECRETS } });
  });

  test.each([
    ['a quote', `x'; rm -rf ~; '`],
    ['a line break', 'x\nset system evil\n--> <evil/>'],
  ])('quotes an id with %s in each form', (_name, clientId) => {
    const { cli, restconf, xml } = exportForCurity([{ ...SERVER, clientId }]);
    expect(cli.split('\n').every((line) => /^(configure|commit|set profiles |# |$)/.test(line))).toBe(true);
    expect(importFromCurity(xml)).toMatchObject({ value: { clients: [{ clientId: clientId.trim() }] } });
    // Outside of quotes there is nothing of it.
    const outside = restconf.replace(/'(?:[^']|'\\'')*'/g, '').replace(/^#.*$/gm, '');
    expect(outside).not.toMatch(/evil|rm -rf/);
  });
});

describe('an import from Curity', () => {
  const wrap = (client: string) =>
    `<?xml version="1.0"?><config xmlns="http://tail-f.com/ns/config/1.0"><profiles><profile><settings><as:authorization-server xmlns:as="x"><as:client-store><as:config-backed><as:client>${client}</as:client></as:config-backed></as:client-store></as:authorization-server></settings></profile></profiles></config>`;

  test('reads prefixed elements and Curity’s default lifetime, and reports what it omitted', () => {
    const text = wrap(
      '<as:id>a</as:id><as:secret>hash</as:secret><as:capabilities><as:code/></as:capabilities>',
    );
    expect(importFromCurity(text)).toEqual({
      ok: true,
      value: {
        clients: [
          {
            clientId: 'a',
            description: '',
            authentication: { method: 'secret', hasSecret: false },
            scopes: [],
            capabilities: [],
            tokenLifetime: 300,
          },
        ],
        notes: [
          'a: its secret was not taken over. Set one.',
          'a: it may not use client credentials in Curity.',
        ],
      },
    });
  });

  test.each([
    ['<config><a></b></config>', '</b> closes'],
    ['<config>', 'never closed'],
    ['<!DOCTYPE x [<!ENTITY a "b">]><config/>', 'DOCTYPE'],
    ['<config/>', 'no client'],
    ['{"a": 1}', 'no client'],
    [`${'<a>'.repeat(200)}`, 'nested too deeply'],
  ])('refuses %s', (text, words) => {
    const read = importFromCurity(text);
    expect(read.ok ? '' : read.error).toContain(words);
  });
});

describe('how to register a client in Curity', () => {
  test.each([
    ['https://localhost:8443/oauth/v2/oauth-token', true],
    ['https://idp.example/oauth/v2/oauth-token-mutual-tls', true],
    ['https://idp.example/realms/x/protocol/openid-connect/token', false],
    ['not a URL', false],
  ])('%s: %s', (url, is) => expect(isCurityTokenEndpoint(url)).toBe(is));

  test('has the steps with the workspace’s values, and commands without a secret', () => {
    const { commands, steps } = registerInCurity({
      clientId: 'orders',
      method: 'client_secret_basic',
      scopes: ['read'],
      tokenEndpoint: 'https://idp.example:8443/oauth/v2/oauth-token',
    });
    expect(steps.join('\n')).toContain('https://idp.example:6749/admin');
    expect(steps.join('\n')).toContain('orders');
    expect(steps.join('\n')).toContain('the scope read');
    expect(commands.cli).toContain('client orders capabilities client-credentials');
    expect(commands.restconf).toContain('https://idp.example:6749/admin/api/restconf/data/');
    expect(commands.xml).not.toContain('<secret>');
  });
});
