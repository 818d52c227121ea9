import { readAuthorizationDetails } from '../../oauth/request/authorization-details.ts';
import { resourceProblem } from '../../oauth/request/resource.ts';
import { type Facts, valuesOf } from '../facts/facts.ts';
import { isLabelledAsForm, seenError, sentContentType } from '../facts/refusal-facts.ts';
import { waitOf } from '../facts/response-facts.ts';
import type { FindingAction } from '../finding.ts';
import { list, quote } from '../quote.ts';
import type { Rule } from '../rule.ts';
import { invalidClientNext } from './invalid-client.ts';

type Next = { readonly nextStep: string; readonly actions?: readonly FindingAction[] };

function errorRule(
  code: string | readonly string[],
  id: string,
  title: string,
  why: string,
  reference: string,
  next: (facts: Facts) => Next,
): Rule {
  const codes = typeof code === 'string' ? [code] : code;
  return {
    id,
    severity: 'error',
    title,
    why,
    reference,
    check: (facts) =>
      facts.outcome?.kind === 'error' && codes.includes(facts.outcome.error)
        ? { seen: seenError(facts), ...next(facts) }
        : null,
  };
}

/** One rule for each error code of a token endpoint. The first that fits. */
export const OAUTH_ERROR_RULES: readonly Rule[] = [
  errorRule(
    'invalid_client',
    'oauth-invalid-client',
    'The server does not accept the client',
    'Either it does not know the client id, or the secret is not right, or it expects the credentials in another way.',
    'RFC 6749 §5.2',
    invalidClientNext,
  ),
  errorRule(
    ['invalid_scope', 'scope_invalid'],
    'oauth-invalid-scope',
    'The server does not grant this scope',
    'A scope is unknown to it, or this client may not have it. Names are compared letter by letter, capitals too.',
    'RFC 6749 §5.2',
    invalidScope,
  ),
  errorRule(
    'unauthorized_client',
    'oauth-unauthorized-client',
    'The client may not use this grant',
    'It is known and authenticated, but the client credentials flow is not switched on for it.',
    'RFC 6749 §5.2',
    () => ({
      nextStep:
        'Have the client credentials capability enabled for this client (on Curity: the client’s capabilities, then commit), and run again.',
      actions: [{ kind: 'retry' }],
    }),
  ),
  errorRule(
    'unsupported_grant_type',
    'oauth-unsupported-grant-type',
    'The server does not offer this grant',
    'Client credentials is not enabled on this token endpoint, or grant_type is misspelt.',
    'RFC 6749 §5.2',
    (facts) => {
      const { parameters } = facts;
      if (!isLabelledAsForm(facts)) return labelAsForm(facts);
      const grants = parameters.filter(([name]) => name === 'grant_type').map(([, value]) => value);
      return grants.length === 1 && grants[0] === 'client_credentials'
        ? {
            nextStep:
              'Have the client credentials flow enabled on the server (on Curity: in the token service profile).',
          }
        : {
            nextStep: `The request says grant_type ${grants.length > 0 ? list(grants.map((grant) => quote(grant))) : 'nothing'}; it has to be client_credentials.`,
          };
    },
  ),
  errorRule(
    'invalid_grant',
    'oauth-invalid-grant',
    'The server finds the grant invalid',
    'This code belongs to codes and refresh tokens. With client credentials some servers mean that the client is disabled, its secret wrong, a scope not its own, or that it has to prove a key or present a certificate and did not.',
    'RFC 6749 §5.2',
    ({ proof, metadata, requestedScopes }) => ({
      nextStep: `Check the client at the server: is it enabled, is the secret current, ${requestedScopes.length > 0 ? `may it have ${list(requestedScopes.map((scope) => quote(scope)))}, ` : ''}must it prove a key (DPoP) or present a certificate?`,
      actions: !proof && metadata?.dpop_signing_alg_values_supported?.length ? [{ kind: 'use-dpop' }] : [],
    }),
  ),
  errorRule(
    'invalid_request',
    'oauth-invalid-request',
    'The server finds the request malformed',
    'A parameter is missing, repeated or not understood, or the client authenticates in two ways at once.',
    'RFC 6749 §5.2',
    invalidRequest,
  ),
  errorRule(
    'invalid_target',
    'oauth-invalid-target',
    'The server does not know the resource',
    'A resource that was asked for is unknown, malformed, or not allowed for this client.',
    'RFC 8707 §2',
    invalidTarget,
  ),
  errorRule(
    'invalid_authorization_details',
    'oauth-invalid-authorization-details',
    'The server does not accept authorization_details',
    'It has to be a JSON array of objects, each with a type that the server knows.',
    'RFC 9396 §5',
    invalidAuthorizationDetails,
  ),
  errorRule(
    'use_dpop_nonce',
    'oauth-use-dpop-nonce',
    'The server wants a DPoP proof with its nonce',
    'Each request has to carry a signed proof with a value that the server gives.',
    'RFC 9449 §8',
    () => ({ nextStep: 'Send the request again: the nonce is known now.', actions: [{ kind: 'retry' }] }),
  ),
  errorRule(
    'invalid_dpop_proof',
    'oauth-invalid-dpop-proof',
    'The server does not accept the DPoP proof',
    'It is too old, used before, or made for another address or key; by what is known here, nothing is wrong with it.',
    'RFC 9449 §5',
    () => ({
      nextStep: 'Try again; then compare the proof, which the request shows decoded, with the server’s log.',
      actions: [{ kind: 'retry' }],
    }),
  ),
  errorRule(
    'access_denied',
    'oauth-access-denied',
    'The server denies access',
    'A rule of the server decided against this request; the credentials themselves may be right.',
    'RFC 6749 §4.1.2.1',
    () => ({ nextStep: 'Ask the server’s administrator which rule it was.' }),
  ),
  errorRule(
    'server_error',
    'oauth-server-error',
    'The authorization server failed',
    'It met something that it had not expected.',
    'RFC 6749 §4.1.2.1',
    () => ({ nextStep: 'Look at the server’s log, then try again.', actions: [{ kind: 'retry' }] }),
  ),
  errorRule(
    'temporarily_unavailable',
    'oauth-temporarily-unavailable',
    'The authorization server is busy',
    'It is overloaded or in maintenance; the request may be right.',
    'RFC 6749 §4.1.2.1',
    (facts) => ({ nextStep: `Wait ${waitOf(facts)}, then try again.`, actions: [{ kind: 'retry' }] }),
  ),
];

/** For every code that no other rule knows. */
export const OAUTH_UNKNOWN_ERROR: Rule = {
  id: 'oauth-unknown-error',
  severity: 'error',
  title: 'The server refuses with a code of its own',
  why: 'The code is not one of those that OAuth defines; its meaning is in the server’s manual.',
  reference: 'RFC 6749 §8.5',
  check: (facts) =>
    facts.outcome?.kind === 'error'
      ? {
          seen: seenError(facts),
          nextStep: 'Read the description, and look the code up in the server’s manual.',
        }
      : null,
};

/** Which scopes to leave out; those that the server names, else all. */
function invalidScope({ requestedScopes, outcome }: Facts): Next {
  if (requestedScopes.length === 0) {
    return {
      nextStep: 'No scope was asked for, and this server has no default: add one that the client may have.',
    };
  }
  const description = outcome?.kind === 'error' ? (outcome.description ?? '') : '';
  const named = requestedScopes.filter((scope) => mentions(description, scope));
  const scopes = named.length > 0 ? named : requestedScopes;
  const text = list(scopes.map((scope) => quote(scope)));
  return {
    nextStep:
      named.length > 0 || scopes.length === 1
        ? `Leave out ${text}, or have the scope added to the client.`
        : `The server does not say which of ${text} it refuses: try without any, then add them one by one.`,
    actions: [{ kind: 'drop-scopes', scopes }],
  };
}

/** Which targets to leave out; those that the server names, else all. */
function invalidTarget({ parameters, outcome, workspace }: Facts): Next {
  const targets = [...valuesOf(parameters, 'resource'), ...valuesOf(parameters, 'audience')];
  if (targets.length === 0) return { nextStep: 'Add the resource parameter that the server expects.' };
  const description = outcome?.kind === 'error' ? (outcome.description ?? '') : '';
  const named = targets.filter((target) => mentions(description, target));
  const suspects = named.length > 0 ? named : targets;
  const malformed = suspects.find((target) => resourceProblem(target) !== null);
  const text = list(suspects.map((target) => quote(target)));
  return {
    nextStep:
      malformed === undefined
        ? `Check ${text}: it has to be as it is registered at the server, and allowed for this client.`
        : `Check ${quote(malformed)}: ${resourceProblem(malformed)}`,
    actions: isBuilt(workspace) ? [{ kind: 'drop-targets', targets: suspects }] : [],
  };
}

/** First what we see ourselves, then what the server may know. */
function invalidAuthorizationDetails({ parameters, metadata, workspace }: Facts): Next {
  const [text] = valuesOf(parameters, 'authorization_details');
  if (text === undefined) return { nextStep: 'Add the authorization_details that the server expects.' };
  const { problems, types } = readAuthorizationDetails(text);
  const [problem] = problems;
  const offered = metadata?.authorization_details_types_supported;
  const unknown = offered ? types.filter((type) => !offered.includes(type)) : [];
  const actions: FindingAction[] = isBuilt(workspace) ? [{ kind: 'drop-authorization-details' }] : [];
  if (problem) return { nextStep: `Line ${problem.line}: ${problem.message}`, actions };
  if (unknown.length > 0 && offered) {
    return {
      nextStep: `The server lists ${list(offered.map((type) => quote(type)))}; the request has ${list(unknown.map((type) => quote(type)))}.`,
      actions,
    };
  }
  return { nextStep: 'Check each type and its members against the server’s manual.', actions };
}

/** A body by hand is the person’s own to change. */
function isBuilt({ request }: Facts['workspace']): boolean {
  return request.rawBody === null;
}

/** Whether a description names a scope as a word of its own. */
function mentions(description: string, scope: string): boolean {
  const escaped = scope.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`(^|[\\s'"\`“‘(\\[,:])${escaped}($|[\\s'"\`”’)\\],.;:])`).test(description);
}

/** A server that does not read the body misses all that is in it, and says so in many ways. */
function labelAsForm(facts: Facts): Next {
  const type = sentContentType(facts);
  return {
    nextStep: `The body is labelled as ${type === null ? 'nothing' : quote(type)}, and a token endpoint reads a form: remove your Content-Type header.`,
  };
}

function invalidRequest(facts: Facts): Next {
  const { parameters, sent, proof } = facts;
  if (!isLabelledAsForm(facts)) return labelAsForm(facts);
  if (proof && /\bdpop\b.{0,30}not (supported|enabled|allowed|available)/i.test(seenError(facts))) {
    return { nextStep: 'Ask for a token without a proof.', actions: [{ kind: 'drop-dpop' }] };
  }
  const names = parameters.map(([name]) => name);
  const repeated = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  if (sent.basic && sent.post) {
    return {
      nextStep:
        'The client authenticates in the header and in the body: leave client_secret out of the body (RFC 6749 §2.3).',
    };
  }
  if (repeated.length > 0) {
    return { nextStep: `Send each parameter once; repeated: ${list(repeated.map((name) => quote(name)))}.` };
  }
  if (!names.includes('grant_type')) return { nextStep: 'Add grant_type=client_credentials to the body.' };
  return { nextStep: 'Read the description; then compare the parameters with the server’s manual.' };
}
