import { describe, expect, it } from 'vitest';
import { buildCurl } from '../../../../shared/curl/write/build-curl.ts';
import { exchangesToHar } from '../../../../shared/formats/har/exchanges-to-har.ts';
import { redactRequest } from '../../../../shared/http/exchange.ts';
import type { Workspace } from '../../../../shared/model/workspace.ts';
import { secretOnly } from '../../../../shared/oauth/client-authentication/request-credentials.ts';
import { buildApiRequest } from '../../../../shared/oauth/request/api-request.ts';
import { buildTokenRequest } from '../../../../shared/oauth/request/token-request.ts';
import { inputsKey } from '../../../../shared/oauth/token/inputs-key.ts';
import { MASK, maskText, revealText, type SensitiveText } from '../../../../shared/text/sensitive-text.ts';
import { resolveWorkspace } from '../../../../shared/variables/resolve-workspace.ts';
import { aField, anExchange, aWorkspace, type WorkspaceOverrides } from '../fixtures.ts';
import { someVariables } from './some-variables.ts';

/** Changed by every encoding there is. */
const SECRET = 'k3y "&=+%ü/{}';
const FORM = 'k3y+%22%26%3D%2B%25%C3%BC%2F%7B%7D';
/** In a header only ASCII may stand. */
const ASCII = 'k3y "&=+%/{}';

const VARIABLES = someVariables({ tenant: 'acme' }, ['api_key']);

function withSecret(overrides: WorkspaceOverrides): Workspace {
  return aWorkspace({ client: { authMethod: 'none' }, variables: VARIABLES, ...overrides });
}

function build(workspace: Workspace, value: string | null = SECRET, clientSecret: string | null = null) {
  const secretVariables = new Map(value === null ? [] : [['api_key', value]]);
  return buildTokenRequest(workspace, { ...secretOnly(clientSecret), secretVariables });
}

function built(...args: Parameters<typeof build>) {
  const result = build(...args);
  return result.ok ? result.value : expect.fail(result.error.message);
}

const shown = (text: SensitiveText | null | undefined) => text && maskText(text);
const sent = (text: SensitiveText | null | undefined) => text && revealText(text);

describe('a secret variable is encoded as its place requires', () => {
  const parameter = (value: string) => withSecret({ request: { parameters: [aField('p', value)] } });

  it.each<[string, Workspace, string]>([
    ['the value of a parameter', parameter('{{api_key}}'), `&p=${FORM}`],
    ['within a parameter', parameter('a b{{api_key}}ü{{tenant}}'), `&p=a+b${FORM}%C3%BCacme`],
    ['twice in a parameter', parameter('{{api_key}}{{api_key}}'), `&p=${FORM}${FORM}`],
    ['audience', withSecret({ request: { audience: '{{api_key}}' } }), `&audience=${FORM}`],
    [
      'authorization_details',
      withSecret({ request: { authorizationDetails: '[{"type":"{{api_key}}"}]' } }),
      `&authorization_details=%5B%7B%22type%22%3A%22${FORM}%22%7D%5D`,
    ],
    [
      'the parameter client_secret',
      withSecret({ request: { parameters: [aField('client_secret', '{{api_key}}')] } }),
      `&client_secret=${FORM}`,
    ],
    ['a form body by hand', withSecret({ request: { rawBody: 'a=%20&p={{api_key}}' } }), `a=%20&p=${FORM}`],
    [
      'another body by hand',
      withSecret({
        request: {
          rawBody: '{"p":"{{api_key}}"}',
          headers: [aField('Content-Type', 'application/json')],
        },
      }),
      `{"p":"${SECRET}"}`,
    ],
  ])('in %s', (_, workspace, expected) => {
    const { body } = built(workspace);
    expect(sent(body)?.endsWith(expected)).toBe(true);
    expect(shown(body)).toBe(sent(body)?.replaceAll(FORM, MASK).replaceAll(SECRET, MASK));
  });

  it.each([
    ['X-Api-Key', '{{api_key}}', ASCII],
    ['X-Api-Key', 'Key {{api_key}} of {{tenant}}', `Key ${ASCII} of acme`],
    ['Authorization', 'Bearer {{api_key}}', `Bearer ${ASCII}`],
    ['Authorization', '{{api_key}}', ASCII],
  ])('in the header %s: %s', (name, value, expected) => {
    const { headers } = built(withSecret({ request: { headers: [aField(name, value)] } }), ASCII);
    const field = headers.find((header) => header.name === name)?.value;
    expect(sent(field)).toBe(expected);
    expect(shown(field)).toBe(expected.replace(ASCII, MASK));
  });

  it('in header and body of an API call', () => {
    const workspace = withSecret({
      api: {
        method: 'POST',
        url: 'https://{{tenant}}.example/',
        headers: [aField('X-Api-Key', '{{api_key}}')],
        body: '{"key":"{{api_key}}"}',
      },
    });
    const request = buildApiRequest(
      resolveWorkspace(workspace).workspace.api,
      null,
      null,
      new Map([['api_key', ASCII]]),
    );
    if (!request.ok) expect.fail(request.error.message);
    expect(request.value.url).toBe('https://acme.example/');
    expect(sent(request.value.body)).toBe(`{"key":"${ASCII}"}`);
    expect(shown(request.value.body)).toBe(`{"key":"${MASK}"}`);
    expect(JSON.stringify(redactRequest(request.value))).not.toContain('k3y');
  });
});

describe('{{client_secret}}', () => {
  it.each([
    ['as a value', 'client_secret={{client_secret}}&x=1', 'client_secret=Secr3t%21&x=1'],
    [
      'twice',
      'client_secret={{client_secret}}&client_secret={{ client_secret }}',
      'client_secret=Secr3t%21&client_secret=Secr3t%21',
    ],
    ['within other text', 'a=-{{client_secret}}-', 'a=-Secr3t%21-'],
    ['not at all', 'grant_type=password&&=', 'grant_type=password&&='],
    ['escaped', 'a=\\{{client_secret}}', 'a={{client_secret}}'],
  ])('in a body by hand: %s', (_, rawBody, expected) => {
    const { body } = built(aWorkspace({ request: { rawBody } }), null, 'Secr3t!');
    expect(sent(body)).toBe(expected);
    expect(shown(body)).toBe(expected.replaceAll('Secr3t%21', MASK));
  });

  it('{{client_assertion}} is a signed assertion when the body is sent', () => {
    const assertion = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJzZXJ2ZXIifQ.c2ln';
    const workspace = aWorkspace({ request: { rawBody: 'a=1&client_assertion={{client_assertion}}' } });
    const result = buildTokenRequest(workspace, { ...secretOnly(null), assertion });
    if (!result.ok) expect.fail(result.error.message);
    expect(sent(result.value.body)).toBe(`a=1&client_assertion=${assertion}`);
    expect(result.value.body?.[1]).toMatchObject({
      name: 'CLIENT_ASSERTION',
      jwt: { header: { alg: 'none' }, claims: { sub: 'server' } },
    });
  });

  it('works in other fields like any secret variable', () => {
    const workspace = aWorkspace({ request: { headers: [aField('X-Key', '{{client_secret}}')] } });
    const field = built(workspace, null, 'Secr3t!').headers.find(({ name }) => name === 'X-Key')?.value;
    expect(field).toEqual([{ name: 'CLIENT_SECRET', value: 'Secr3t!', encoding: 'none', alike: 'plain' }]);
  });

  it('is not sent as it stands while there is no secret', () => {
    const result = build(aWorkspace({ request: { rawBody: 'a={{client_secret}}' } }), null, null);
    expect(result).toMatchObject({
      ok: false,
      error: {
        code: 'config.unresolved-variable',
        message: '{{client_secret}} has no value: the client has no secret. It stands in: Raw body.',
      },
    });
  });
});

describe('a request with a reference that has no value', () => {
  const workspace = withSecret({
    tokenEndpoint: 'https://{{nowhere}}/t',
    request: { audience: '{{api_key}}' },
  });

  it('is refused, with the place and the next step', () => {
    const result = build(workspace, null);
    expect(result).toMatchObject({
      ok: false,
      error: { message: 'There is no variable {{nowhere}}. It stands in: Token endpoint.' },
    });
  });

  it('is made to be looked at, as it was typed', () => {
    const unsent = withSecret({ request: { audience: '{{api_key}}' } });
    const result = buildTokenRequest(unsent, secretOnly(null), { unresolved: 'literal' });
    expect(result.ok && sent(result.value.body)).toMatch(/&audience=%7B%7Bapi_key%7D%7D$/);
  });
});

describe('what leaves', () => {
  const workspace = withSecret({
    request: { audience: '{{api_key}}', headers: [aField('X-Key', '{{api_key}}')] },
  });

  it('as curl has a shell variable in its place', () => {
    const curl = buildCurl(built(workspace, 'abc'), { shell: 'bash', insecure: false });
    expect(curl).toContain('-d "audience=$VARIABLE_API_KEY"');
    expect(curl).toContain('-H "X-Key: $VARIABLE_API_KEY"');
    expect(buildCurl(built(workspace, 'a b~'), { shell: 'bash', insecure: false })).toContain(
      '# VARIABLE_API_KEY_FORM holds the secret form encoded',
    );
  });

  it('as HAR has bullets in its place', () => {
    const har = exchangesToHar([anExchange({ request: built(workspace, 'canary-secret') })], {
      creatorVersion: '1',
      reveal: ['CLIENT_SECRET', 'ACCESS_TOKEN'],
    });
    expect(JSON.stringify(har)).not.toContain('canary');
  });
});

describe('the key of a token’s inputs', () => {
  const key = (overrides: WorkspaceOverrides) => inputsKey(aWorkspace(overrides));
  const audience = { request: { audience: '{{aud}}' } };

  it('is that of the values', () => {
    const variables = someVariables({ aud: { dev: 'a', staging: 'a' } });
    const literal = key({ request: { audience: 'a' } });
    expect(key({ ...audience, variables })).toBe(literal);
    expect(key({ ...audience, variables: { ...variables, activeEnvironmentId: 'staging' } })).toBe(literal);
    expect(key({ ...audience, variables: someVariables({ aud: 'b' }) })).not.toBe(literal);
  });

  it('changes with the environment of a secret variable', () => {
    const secret = (active: 'dev' | 'staging') =>
      key({ ...audience, variables: someVariables({}, ['aud'], active) });
    expect(secret('dev')).not.toBe(secret('staging'));
  });
});
