import { presentsCertificate } from '../../oauth/client-authentication/client-certificate.ts';
import { certificateActions } from '../certificate-actions.ts';
import { withScheme } from '../connection/transport.ts';
import type { Facts } from '../facts/facts.ts';
import { isLabelledAsForm, seenError } from '../facts/refusal-facts.ts';
import type { FindingAction } from '../finding.ts';
import { list, quote } from '../quote.ts';
import type { Observation, Rule } from '../rule.ts';
import { describedRule, errorWords } from './described-rule.ts';
import { invalidClientNext } from './invalid-client.ts';

const CREDENTIALS_ERRORS = /^(unauthorized_client|access_denied|invalid_grant|[a-z]+_client_credentials)$/;

/** What the descriptions of well-known servers add to an error code. The first that fits, before the codes themselves. */
export const OAUTH_DIALECT_RULES: readonly Rule[] = [
  describedRule(
    {
      id: 'oauth-secret-id-sent',
      title: 'The secret is wrong; perhaps its id was sent',
      why: 'Microsoft Entra shows two texts for each secret, its id and its value, and the value only once. The id does not work as a secret.',
      reference: 'RFC 6749 §5.2',
    },
    /AADSTS7000215/,
    () => ({
      nextStep:
        'In the app registration, under “Certificates & secrets”, make a new secret and copy the column Value, not Secret ID.',
    }),
  ),
  describedRule(
    {
      id: 'oauth-secret-expired',
      title: 'The client secret has expired',
      why: 'The server knows the secret, but its time is over. It cannot be extended, only replaced.',
      reference: 'RFC 6749 §5.2',
    },
    /AADSTS7000222|secret[^.]{0,40}\bexpired|expired[^.]{0,20}\bsecret/i,
    () => ({ nextStep: 'Have a new secret made at the server, and enter it here.' }),
  ),
  describedRule(
    {
      id: 'oauth-client-unknown',
      title: 'The server does not know this client id',
      why: 'The id is misspelt, or the client is registered at another server, tenant or realm.',
      reference: 'RFC 6749 §5.2',
    },
    /AADSTS700016|UNKNOWN_CLIENT|(unknown|no such) client|client (was )?not (found|identified)|client .{0,60}(not (be )?found|does not exist)|invalid (value for )?'?client_id\b|invalid_client_id|client_?id'? is invalid|client identifier invalid|authentication failed: client_id$/i,
    ({ sent, client, url }) => ({
      nextStep: `Compare the id ${quote(sent.clientId ?? client.clientId)} with the one at the server, and the tenant or realm in ${quote(url.pathname)} with the client’s.`,
    }),
  ),
  describedRule(
    {
      id: 'oauth-tenant-unknown',
      title: 'The tenant or realm in the URL does not exist',
      why: 'One machine serves several authorization servers, and the path of the token endpoint chooses among them.',
      reference: 'RFC 6749 §3.2',
    },
    /AADSTS90002|realm .{0,40}(does not exist|not found)|invalid realm\b|tenant .{0,60}not found/i,
    ({ url }) => ({
      nextStep: `Check the name of the tenant or realm in ${quote(url.pathname)}, capitals too.`,
    }),
  ),
  describedRule(
    {
      id: 'oauth-client-disabled',
      title: 'The client is switched off at the server',
      why: 'It is known, but may get no tokens as long as it is disabled.',
      reference: 'RFC 6749 §5.2',
    },
    /AADSTS7000112|(client|application)\b.{0,60}\b(is|was) (currently )?disabled|client disabled/i,
    () => ({ nextStep: 'Have the client enabled at the server.', actions: [{ kind: 'retry' }] }),
  ),
  describedRule(
    {
      id: 'oauth-public-client',
      title: 'The client is registered as a public one',
      why: 'A public client has no secret that it can keep. The client credentials flow is for confidential clients only.',
      reference: 'RFC 6749 §4.4',
    },
    /AADSTS700025|public client/i,
    () => ({
      nextStep:
        'Have it registered as a confidential client (Keycloak: “Client authentication” on), or use another client.',
    }),
  ),
  describedRule(
    {
      id: 'oauth-auth-method-not-allowed',
      title: 'The client may not authenticate in this way',
      why: 'The server has one method noted for each client, and refuses the others even if the secret is right.',
      reference: 'RFC 6749 §2.3',
    },
    /(unsupported|invalid|disallowed) (client )?authentication method|authentication method .{0,60}(not (supported|allowed|permitted)|unsupported)|only supports client authentication method|authentication failed: authentication_method$|must use the \S+ token_endpoint_auth_method|token_endpoint_auth_method/i,
    authMethodNext,
  ),
  describedRule(
    {
      id: 'oauth-client-certificate-required',
      title: 'The server wants a client certificate',
      why: 'This client has to prove who it is in TLS (mutual TLS), not only with a secret.',
      reference: 'RFC 8705 §2',
    },
    /mutual[- ]tls|\bmtls\b|client certificate/i,
    ({ workspace }) =>
      presentsCertificate(workspace)
        ? {
            nextStep:
              'One was ready to be presented: see that this address asks for it. Servers often have a second token endpoint for that, and a proxy in front that ends TLS keeps it from them.',
          }
        : {
            nextStep:
              'Choose a key with a certificate, or use a client that may authenticate in another way.',
            actions: certificateActions({ workspace }),
          },
  ),
  describedRule(
    {
      id: 'oauth-https-required',
      title: 'The server wants HTTPS',
      why: 'It answers only over a secure connection, or it believes that this one is not: behind a proxy that ends TLS it sees plain HTTP.',
      reference: 'RFC 6749 §3.2',
    },
    /https (is )?required|only accepts https/i,
    ({ url }) =>
      url.protocol === 'http:'
        ? {
            nextStep: 'Use the https:// address.',
            actions: [{ kind: 'use-url', url: withScheme(url, 'https:') }],
          }
        : {
            nextStep: 'Have the proxy in front send X-Forwarded-Proto: https, and the server trust it.',
          },
  ),
  describedRule(
    {
      id: 'oauth-scope-default-suffix',
      title: 'With client credentials this server takes only /.default scopes',
      why: 'Microsoft Entra grants an application all that it was given beforehand. It is asked for with the resource followed by /.default.',
      reference: 'RFC 6749 §3.3',
    },
    /AADSTS1002012|\/\.default\b/,
    ({ requestedScopes }) => {
      const resource = requestedScopes.find((scope) => /^[a-z][a-z0-9+.-]*:\/\/./i.test(scope)) ?? '';
      const wanted = `${resource.replace(/\/[^/]*$/, '') || 'https://graph.microsoft.com'}/.default`;
      return {
        nextStep: `Ask for one scope only, for example ${quote(/:\/$/.test(wanted) ? `${resource}/.default` : wanted)}.`,
      };
    },
  ),
  describedRule(
    {
      id: 'oauth-audience-unknown',
      title: 'The server does not know the API that the token is for',
      why: 'The audience or resource is misspelt, or the API is not registered at this server.',
      reference: 'RFC 8707 §2',
    },
    /Service not enabled within domain|AADSTS500011|^invalid_resource:|AADSTS650057/,
    ({ parameters, requestedScopes }) => {
      const named = parameters
        .filter(([name]) => name === 'audience' || name === 'resource')
        .map(([, value]) => value);
      const targets = named.length > 0 ? named : requestedScopes;
      return {
        nextStep: `Compare ${targets.length > 0 ? list(targets.map((target) => quote(target))) : 'the audience'} with the identifier of the API at the server: a slash at the end counts.`,
      };
    },
  ),
  describedRule(
    {
      id: 'oauth-api-not-granted',
      title: 'The client may not have tokens for this API',
      why: 'Both are known to the server, but nobody has allowed the one to call the other.',
      reference: 'RFC 6749 §5.2',
    },
    /Client is not authorized to access|client-grant|audience .{0,200}not been whitelisted|requested audience .{0,200}not (allowed|permitted)|AADSTS501051|AADSTS65001\b/i,
    () => ({
      nextStep:
        'Have the client authorized for the API at the server (Auth0: the application’s tab “APIs”; Entra: an application permission, with an administrator’s consent).',
      actions: [{ kind: 'retry' }],
    }),
  ),
  describedRule(
    {
      id: 'oauth-wrong-domain',
      title: 'This grant is to be had at your organisation’s own address',
      why: 'Salesforce takes client credentials only at the domain of the organisation, not at login.salesforce.com or test.salesforce.com.',
      reference: 'RFC 6749 §3.2',
    },
    /request not supported on this domain/i,
    ({ url }) => ({
      nextStep: `Use https://…my.salesforce.com${url.pathname}, with the name that the organisation’s setup shows under “My Domain”.`,
    }),
  ),
  describedRule(
    {
      id: 'oauth-access-policy',
      title: 'A policy of the server stops this request',
      why: 'The client and its secret are not the matter. Policies look at where a request comes from, how often, and for what.',
      reference: 'RFC 6749 §5.2',
    },
    /AADSTS530\d\d|Conditional Access|\bip (address )?(is )?(restricted|not allowed|blocked)|policy evaluation failed|(rate|quota|limit) (has been )?exceeded/i,
    () => ({
      nextStep:
        'Ask the server’s administrator which policy it was: this machine’s network address may have to be allowed, the scopes granted, or a quota raised.',
      actions: [{ kind: 'retry' }],
    }),
  ),
  {
    id: 'oauth-parameter-missing',
    severity: 'error',
    title: 'A parameter is missing',
    why: 'The server needs it for this request, and the description says which one.',
    reference: 'RFC 6749 §5.2',
    check: (facts) => {
      const names = missingParameters(facts);
      return names.length > 0
        ? {
            seen: seenError(facts),
            nextStep:
              names.includes('client_secret') || names.includes('client_assertion')
                ? 'Choose an authentication method and enter the client secret.'
                : `Add ${list(names.map((name) => quote(name)))} to the request.`,
          }
        : null;
    },
  },
  {
    id: 'oauth-credentials-refused',
    severity: 'error',
    title: 'The server does not accept the client’s credentials',
    why: 'It says so in words. Its error code alone would mean something else, or has no defined meaning.',
    reference: 'RFC 6749 §5.2',
    check: (facts) => {
      const { outcome } = facts;
      if (outcome?.kind !== 'error' || !CREDENTIALS_ERRORS.test(outcome.error)) return null;
      const says =
        /invalid client|(invalid|bad|wrong) (client )?(secret|credentials)|INVALID_CREDENTIALS|client authentication failed|client_id and\/or client_secret|client secret not provided|^unauthorized$/i;
      return says.test(outcome.description ?? '') || /_client_credentials$/.test(outcome.error)
        ? { seen: seenError(facts), ...invalidClientNext(facts) }
        : null;
    },
  },
];

const METHOD =
  /client_secret_(basic|post)|private_key_jwt|client_secret_jwt|(self_signed_)?tls_client_auth/gi;

/** The other way of sending the secret, or the one that the server names. */
function authMethodNext(facts: Facts): Omit<Observation, 'seen'> {
  const { sent, client } = facts;
  // The method that was sent may be named too: as the one that is refused.
  const used = sent.basic ? 'client_secret_basic' : sent.post ? 'client_secret_post' : client.authMethod;
  const named = [...errorWords(facts).matchAll(METHOD)]
    .map(([name]) => name.toLowerCase())
    .find((name) => name !== used);
  if (named !== undefined && !/^client_secret_(basic|post)$/.test(named)) {
    return {
      nextStep: `The server wants ${named}: choose that method in card 1, with a key that is registered at the server, or have the client’s method changed there.`,
    };
  }
  const other = sent.basic ? 'client_secret_post' : 'client_secret_basic';
  const to = named === 'client_secret_basic' || named === 'client_secret_post' ? named : other;
  const switchTo: FindingAction = { kind: 'switch-auth-method', to };
  return {
    nextStep: `Send the credentials ${to === 'client_secret_basic' ? 'in the Authorization header' : 'in the body'}, or have the method changed at the server.`,
    actions: [switchTo],
  };
}

const PARAMETER =
  /\b(grant_type|client_id|client_secret|client_assertion|scope|audience|resource|authorization_details)\b/g;

/** The parameters that the description calls missing and that the request does not have. */
function missingParameters(facts: Facts): string[] {
  const { outcome, parameters, sent } = facts;
  // A body that is not read as a form seems to have none: the code says more then.
  if (outcome?.kind !== 'error' || !isLabelledAsForm(facts)) return [];
  const description = errorWords(facts);
  const says =
    /missing|must contain|is required|required parameter|was not (provided|specified)|no .{0,20}parameter was provided|must include/i.test(
      description,
    ) ||
    (outcome.error === 'invalid_request' && /^OAuth 2\.0 Parameter: /.test(description));
  if (!says) return [];
  const has = new Set([
    ...parameters.map(([name]) => name),
    ...(sent.basic ? ['client_id', 'client_secret'] : []),
  ]);
  const named = [...description.matchAll(PARAMETER)].map(([name]) => name);
  return [...new Set(named)].filter((name) => !has.has(name));
}
