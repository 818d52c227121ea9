import { METHODS, sendsSecret } from '../../oauth/methods/methods.ts';
import { isScopeToken } from '../../oauth/parameters/scope.ts';
import { withScheme } from '../connection/transport.ts';
import { type Evidence, valuesOf } from '../evidence/evidence.ts';
import { isLabelledAsForm, sentContentType } from '../evidence/refusal-facts.ts';
import { list, quote } from '../quote.ts';
import type { Observation, Rule } from '../rule.ts';

/** What is unsafe about where a request goes, whatever it is. Loopback is left alone: nobody is in between. */
export const CONNECTION_LINT: readonly Rule[] = [
  {
    id: 'lint-verification-off',
    severity: 'warning',
    title: 'The server’s certificate will not be checked',
    why: 'Beyond this machine anyone in between can pretend to be the server, and gets the secret or token.',
    reference: 'RFC 6749 §10.9',
    check: ({ url, loopback, workspace }) =>
      url.protocol === 'https:' && !loopback && workspace.tls.verification === 'off'
        ? {
            seen: `TLS verification is off, and ${quote(url.hostname)} is not this machine.`,
            nextStep: 'Turn verification on; trust the server’s CA or pin its certificate instead.',
          }
        : null,
  },
];

/** What is off about an API call before it is sent. All that fit. */
export const API_LINT: readonly Rule[] = [
  {
    id: 'lint-api-http',
    severity: 'warning',
    title: 'The call goes over plain HTTP',
    why: 'Everyone on the way can read it. Whoever has read a bearer token can use it until it expires.',
    reference: 'RFC 6750 §5.3',
    check: plainHttp,
  },
];

/** What is off about a token request before it is sent. All that fit. */
export const TOKEN_LINT: readonly Rule[] = [
  {
    id: 'lint-http',
    severity: 'warning',
    title: 'The secret goes over plain HTTP',
    why: 'Everyone on the way can read the client secret, and the token that comes back.',
    reference: 'RFC 6749 §2.3.1',
    check: plainHttp,
  },
  {
    id: 'lint-client-id-missing',
    severity: 'warning',
    title: 'There is no client id',
    why: 'The server cannot know who asks.',
    reference: 'RFC 6749 §2.2',
    check: (facts) =>
      clientIds(facts).every((id) => id === '')
        ? { seen: 'The client id is empty.', nextStep: 'Enter the id that the client has at the server.' }
        : null,
  },
  {
    id: 'lint-secret-missing',
    severity: 'warning',
    title: 'There is no client secret',
    why: 'The chosen method sends one; without it the server will most likely answer invalid_client.',
    reference: 'RFC 6749 §2.3.1',
    check: ({ client: { authMethod }, sent, workspace }) =>
      sendsSecret(authMethod) && !sent.hasSecret && workspace.request.rawBody === null
        ? {
            seen: 'The client secret is empty.',
            nextStep: 'Enter the secret, or choose another authentication method.',
          }
        : null,
  },
  {
    id: 'lint-secret-white-space',
    severity: 'warning',
    title: 'The secret begins or ends with white space',
    why: 'It is sent as it is; most often it came along with copying.',
    reference: null,
    check: ({ sent: { secret } }) =>
      secret !== null && secret !== secret.trim()
        ? {
            seen: `There is white space at its ${secret === secret.trimStart() ? 'end' : 'beginning'}.`,
            nextStep: 'Enter it again without.',
          }
        : null,
  },
  {
    id: 'lint-secret-short',
    severity: 'info',
    title: 'The secret is short',
    why: 'A secret can be guessed by trying. Where it is the only protection it should be long and random.',
    reference: 'RFC 6749 §10.10',
    check: ({ sent: { secret }, loopback }) =>
      secret !== null && secret !== '' && secret.length < 16 && !loopback
        ? {
            seen: `It has ${secret.length} characters.`,
            nextStep: 'Have the server make a new one of 32 random characters or more.',
          }
        : null,
  },
  {
    id: 'lint-two-auth-methods',
    severity: 'warning',
    title: 'The client authenticates in two ways at once',
    why: 'A request must use one way only. Servers refuse both, or take one of them: on Curity the header wins.',
    reference: 'RFC 6749 §2.3',
    check: ({ sent }) => {
      const ways = [
        ...(sent.basic ? ['the Authorization header'] : []),
        ...(sent.post ? ['client_secret in the body'] : []),
        ...(sent.byAssertion ? ['client_assertion in the body'] : []),
      ];
      return ways.length > 1
        ? {
            seen: `There is ${list(ways)}.`,
            nextStep: 'Leave out all but one, unless you want to see what the server does.',
          }
        : null;
    },
  },
  {
    id: 'lint-duplicate-parameters',
    severity: 'warning',
    title: 'A parameter is sent more than once',
    why: 'Parameters must not be repeated; servers refuse it, or take the first or the last. Only resource may come several times.',
    reference: 'RFC 6749 §3.2',
    check: ({ parameters }) => {
      const names = parameters.map(([name]) => name).filter((name) => name !== 'resource');
      const repeated = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
      return repeated.length > 0
        ? {
            seen: `Repeated: ${list(repeated.map((name) => quote(name)))}.`,
            nextStep: 'Keep one of each, unless this is a test.',
          }
        : null;
    },
  },
  {
    id: 'lint-grant-type',
    severity: 'warning',
    title: 'The body does not ask for client credentials',
    why: 'The token endpoint chooses the flow by grant_type.',
    reference: 'RFC 6749 §4.4.2',
    check: ({ parameters }) => {
      const grants = valuesOf(parameters, 'grant_type');
      return grants.includes('client_credentials')
        ? null
        : {
            seen:
              grants.length === 0
                ? 'grant_type is missing.'
                : `grant_type is ${list(grants.map((grant) => quote(grant)))}.`,
            nextStep: 'Put grant_type=client_credentials in the body.',
          };
    },
  },
  {
    id: 'lint-scope-syntax',
    severity: 'warning',
    title: 'A scope has characters that it may not have',
    why: 'A scope is printable ASCII without space, quotation mark and backslash.',
    reference: 'RFC 6749 §3.3',
    check: ({ requestedScopes }) => {
      const bad = requestedScopes.filter((scope) => !isScopeToken(scope));
      return bad.length > 0
        ? { seen: list(bad.map((scope) => quote(scope))), nextStep: 'Correct the scope.' }
        : null;
    },
  },
  {
    id: 'lint-content-type',
    severity: 'warning',
    title: 'The body is not labelled as a form',
    why: 'A token endpoint reads application/x-www-form-urlencoded; anything else it may not read at all.',
    reference: 'RFC 6749 §4.4.2',
    check: (facts) =>
      isLabelledAsForm(facts)
        ? null
        : {
            seen: `Content-Type: ${sentContentType(facts) ?? 'none'}.`,
            nextStep: 'Remove your Content-Type header.',
          },
  },
  {
    id: 'lint-secret-in-url',
    severity: 'warning',
    title: 'The URL carries a client secret',
    why: 'URLs end up in logs and histories. Credentials must not be in the URL.',
    reference: 'RFC 6749 §2.3.1',
    check: ({ url }) =>
      /[?&]client_(secret|assertion)=/.test(url.search)
        ? { seen: 'The query of the token endpoint has credentials.', nextStep: 'Take them out of the URL.' }
        : null,
  },
  {
    id: 'lint-basic-colon',
    severity: 'warning',
    title: 'The client id has a colon',
    why: 'Sent raw, everything after the first colon is taken for the secret.',
    reference: 'RFC 7617 §2',
    check: ({ client }) =>
      METHODS[client.authMethod].sentIn === 'header' &&
      client.basicEncoding === 'raw' &&
      client.clientId.includes(':')
        ? {
            seen: quote(client.clientId),
            nextStep: 'Use form encoding, which the RFC demands, or send the credentials in the body.',
            actions: [
              { kind: 'switch-basic-encoding', to: 'form' },
              { kind: 'switch-auth-method', to: 'client_secret_post' },
            ],
          }
        : null,
  },
];

function plainHttp({ url, loopback }: Evidence): Observation | null {
  return url.protocol === 'http:' && !loopback
    ? {
        seen: quote(url.origin),
        nextStep: 'Use the https:// URL.',
        actions: [{ kind: 'use-url', url: withScheme(url, 'https:') }],
      }
    : null;
}

function clientIds({ client, parameters, sent }: Evidence): string[] {
  return [client.clientId, sent.clientId ?? '', ...valuesOf(parameters, 'client_id')];
}
