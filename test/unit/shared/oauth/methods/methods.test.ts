import { describe, expect, it } from 'vitest';
import { CLIENT_AUTH_METHODS } from '../../../../../shared/model/client-choices.ts';
import type { ClientAuthMethod } from '../../../../../shared/model/workspace.ts';
import { METHOD_GROUPS, type Method } from '../../../../../shared/oauth/methods/method.ts';
import { METHOD_NAMES, METHODS, sendsSecret } from '../../../../../shared/oauth/methods/methods.ts';
import { revealText } from '../../../../../shared/text/sensitive-text.ts';
import { aWorkspace } from '../../fixtures.ts';

/** What each method needs, and where it sends it. Add a row with a new method. */
const FACTS: Readonly<
  Record<ClientAuthMethod, Pick<Method, 'credential' | 'sentIn' | 'assertion' | 'isAsymmetric'>>
> = {
  client_secret_post: { credential: 'secret', sentIn: 'body', assertion: null, isAsymmetric: false },
  client_secret_basic: { credential: 'secret', sentIn: 'header', assertion: null, isAsymmetric: false },
  private_key_jwt: { credential: 'key', sentIn: 'body', assertion: 'key', isAsymmetric: true },
  client_secret_jwt: { credential: 'secret', sentIn: 'body', assertion: 'secret', isAsymmetric: false },
  tls_client_auth: { credential: 'certificate', sentIn: 'handshake', assertion: null, isAsymmetric: true },
  self_signed_tls_client_auth: {
    credential: 'certificate',
    sentIn: 'handshake',
    assertion: null,
    isAsymmetric: true,
  },
  none: { credential: 'nothing', sentIn: 'nowhere', assertion: null, isAsymmetric: false },
};

it('the list has every registered method once', () => {
  expect([...METHOD_NAMES].sort()).toEqual([...CLIENT_AUTH_METHODS].sort());
});

describe.each(METHOD_NAMES)('%s', (name) => {
  const method = METHODS[name];
  const [client] = aWorkspace({ client: { authMethod: name } }).clients;
  if (!client) throw new Error('The workspace has no client');
  const request = (secret: string | null, assertion: string | null) => {
    const { headers, parameters } = method.authenticate(client, { secret, assertion });
    return [...headers.map(({ value }) => value), ...parameters].map(revealText).join('&');
  };

  it('needs its credential, and sends it where it says', () => {
    expect(method).toMatchObject(FACTS[name]);
    const sent = request('Secr3t!', 'a.b.c');
    expect(sent.includes('client_secret=Secr3t%21') || sent.startsWith('Basic ')).toBe(sendsSecret(name));
    expect(sent.includes('client_assertion=a.b.c')).toBe(method.assertion !== null);
    expect(sent.startsWith('Basic ')).toBe(method.sentIn === 'header');
  });

  it('is sent with an empty credential if there is none', () => {
    expect(() => request(null, null)).not.toThrow();
  });

  it('names the client, its RFC, and itself in the list', () => {
    expect(method.sentIn === 'header' || request('s', 'a').startsWith('client_id=server')).toBe(true);
    expect(method.reference).toMatch(/^RFC \d+ §/);
    expect(METHOD_GROUPS).toContain(method.texts.group);
    expect(method.texts.note).toMatch(/^[A-Z].*\.$/);
  });
});
