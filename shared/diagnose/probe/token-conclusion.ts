import { activeClient } from '../../model/active-client.ts';
import { type Evidence, valuesOf } from '../evidence/evidence.ts';
import type { FindingAction } from '../finding.ts';
import { list, quote } from '../quote.ts';
import { credentialsLabel } from './describe-variation.ts';
import type { ProbeAnswer, ProbeConclusion, ProbeResult, Variation } from './probe.ts';

/** Codes that a server sends only after it has authenticated the client. */
const PAST_AUTHENTICATION: readonly string[] = [
  'invalid_scope',
  'invalid_target',
  'invalid_authorization_details',
  'unauthorized_client',
];

/** What the variations of a token request prove. `first` is the answer that they are compared with. */
export function concludeTokenProbe(
  facts: Evidence,
  first: ProbeAnswer,
  results: readonly ProbeResult[],
): ProbeConclusion {
  const decisive = results.find(({ step, answer }) => step.isDecisive && answer.outcome === 'accepted');
  if (decisive) return { confidence: 'certain', ...describeAccepted(decisive.step.variation, facts) };
  return (
    concludeScopes(facts, results) ??
    concludeProgress(facts, first, results) ??
    concludeMetadata(facts, results) ??
    concludeNothing(facts, first, results)
  );
}

type Said = Omit<ProbeConclusion, 'confidence'>;

/** The one change that the server accepted. */
function describeAccepted(variation: Variation, facts: Evidence): Said {
  const { request } = facts.workspace;
  switch (variation.kind) {
    case 'secret':
      return {
        headline: `${credentialsLabel(variation)}: accepted`,
        sentence: describeCredentials(variation, facts),
        actions: credentialActions(variation, facts),
      };
    case 'scopes':
      return {
        headline: 'The requested scope is the problem',
        sentence: `Without ${list(request.scopes.map((scope) => quote(scope, 60)))} the server issues a token.`,
        actions: [{ kind: 'drop-scopes', scopes: [...request.scopes] }],
      };
    case 'no-target':
      return {
        headline: 'The resource or audience is the problem',
        sentence: 'The server issues a token without resource and audience.',
        actions: [
          {
            kind: 'drop-targets',
            targets: [...valuesOf(facts.parameters, 'resource'), ...valuesOf(facts.parameters, 'audience')],
          },
        ],
      };
    case 'assertion-audience':
      return {
        headline:
          variation.to === 'issuer'
            ? 'The server expects its issuer as aud'
            : 'This server still wants the token endpoint as aud',
        sentence:
          variation.to === 'issuer'
            ? 'This follows RFC 10070. Only the aud of the assertion changed.'
            : 'RFC 10070 requires the issuer. Only the aud of the assertion changed.',
        actions: [{ kind: 'switch-audience', to: variation.to }],
      };
    case 'assertion-type':
      return {
        headline: `The server expects typ ${variation.to}`,
        sentence: 'Only the typ in the header of the assertion changed.',
        actions: [{ kind: 'switch-assertion-type', to: variation.to }],
      };
    default:
      return {
        headline: 'The server requires a DPoP proof',
        sentence: 'It issues a token with a proof. Nothing else changed.',
        actions: [{ kind: 'use-dpop' }],
      };
  }
}

function describeCredentials(
  { method, encoding }: Extract<Variation, { kind: 'secret' }>,
  { sent }: Evidence,
): string {
  const place =
    method === 'client_secret_post'
      ? 'This server expects the secret in the body, not in the Authorization header.'
      : 'This server expects the secret in the Authorization header, not in the body.';
  const coding =
    encoding === 'raw'
      ? 'Only raw Basic is accepted: this server does not form-decode credentials.'
      : 'Only form-encoded Basic is accepted, as RFC 6749 §2.3.1 says.';
  if (sent.post && method === 'client_secret_basic' && encoding === 'raw') {
    return `${place} It does not form-decode it there.`;
  }
  return sent.basic && method === 'client_secret_basic' ? coding : place;
}

/** What makes the client send its credentials so from now on. */
function credentialActions(
  { method, encoding }: Extract<Variation, { kind: 'secret' }>,
  { workspace }: Evidence,
): FindingAction[] {
  const client = activeClient(workspace);
  return [
    ...(client.authMethod === method ? [] : [{ kind: 'switch-auth-method', to: method } as const]),
    ...(method === 'client_secret_post' || client.basicEncoding === encoding
      ? []
      : [{ kind: 'switch-basic-encoding', to: encoding } as const]),
  ];
}

/** Where the server issues a token without a scope: which of several it does not give. */
function concludeScopes(
  { workspace: { request } }: Evidence,
  results: readonly ProbeResult[],
): ProbeConclusion | null {
  const tried = results.flatMap(({ step: { variation }, answer }) =>
    variation.kind === 'scopes'
      ? [{ scopes: variation.scopes, isAccepted: answer.outcome === 'accepted' }]
      : [],
  );
  if (!tried.some(({ scopes, isAccepted }) => scopes.length === 0 && isAccepted)) return null;
  const alone = (isAccepted: boolean) =>
    tried.filter((one) => one.isAccepted === isAccepted).flatMap(({ scopes }) => scopes);
  const refused = alone(false);
  const accepted = alone(true);
  const untried = request.scopes.filter((scope) => ![...refused, ...accepted].includes(scope));
  const names = (scopes: readonly string[]) => list(scopes.map((scope) => quote(scope, 60)));
  const rest = untried.length === 0 ? '' : ` Not tried: ${names(untried)}.`;
  if (refused.length > 0) {
    return {
      headline: refused.length === 1 ? 'One scope is refused' : 'Some scopes are refused',
      sentence: `The server refuses ${names(refused)}${accepted.length > 0 ? `, and accepts ${names(accepted)}` : ''}.${rest}`,
      confidence: 'certain',
      actions: [{ kind: 'drop-scopes', scopes: refused }],
    };
  }
  return untried.length > 0
    ? {
        headline: 'The requested scope is the problem',
        sentence: `Without a scope the server issues a token.${rest}`,
        confidence: 'certain',
        actions: [{ kind: 'drop-scopes', scopes: [...request.scopes] }],
      }
    : {
        headline: 'The server refuses the scopes only together',
        sentence: 'The server issues a token for each scope alone. Request them one at a time.',
        confidence: 'certain',
        actions: [],
      };
}

/** A variation that got the client past authentication, to another refusal. */
function concludeProgress(
  facts: Evidence,
  first: ProbeAnswer,
  results: readonly ProbeResult[],
): ProbeConclusion | null {
  if (PAST_AUTHENTICATION.includes(first.code ?? '')) return null;
  const past = results.find(
    ({ step: { variation }, answer }) =>
      (variation.kind === 'secret' || variation.kind.startsWith('assertion')) &&
      PAST_AUTHENTICATION.includes(answer.code ?? ''),
  );
  if (!past) return null;
  const { headline, actions } = describeAccepted(past.step.variation, facts);
  return {
    headline,
    sentence: `So the server most likely authenticates the client and refuses something else: ${past.answer.said}.`,
    confidence: 'likely',
    actions,
  };
}

function concludeMetadata(facts: Evidence, results: readonly ProbeResult[]): ProbeConclusion | null {
  const found = results.map(({ answer }) => answer.found).find((each) => each?.kind === 'metadata');
  if (found?.kind !== 'metadata') return null;
  const { tokenEndpoint, methods } = found;
  if (
    tokenEndpoint !== null &&
    URL.canParse(tokenEndpoint) &&
    new URL(tokenEndpoint).href !== facts.url.href
  ) {
    return {
      headline: 'The server names another token endpoint',
      sentence: `Its metadata has ${quote(tokenEndpoint)}, and the request went to ${quote(facts.url.href)}.`,
      confidence: 'likely',
      actions: [{ kind: 'use-url', url: tokenEndpoint }],
    };
  }
  const used = facts.client.authMethod;
  if (methods.includes(used)) return null;
  return {
    headline: `The server does not list ${used}`,
    sentence: `Its metadata lists ${list(
      methods.map((method) => quote(method, 60)),
      'or',
    )}. Use one of these methods.`,
    confidence: 'likely',
    actions: [],
  };
}

/** No variation made a difference: what is left. */
function concludeNothing(
  facts: Evidence,
  first: ProbeAnswer,
  results: readonly ProbeResult[],
): ProbeConclusion {
  const tried = new Set(results.map(({ step }) => step.variation.kind));
  const failed = results.find(({ answer }) => answer.outcome === 'failed');
  if (failed) {
    return {
      headline: 'The server stopped responding',
      sentence: `${failed.answer.said}. The requests before that do not decide.`,
      confidence: 'possible',
      actions: [],
    };
  }
  const isAboutClient = first.status === 401 || first.code === 'invalid_client';
  if (tried.has('secret')) {
    return {
      headline: 'It is not how the credentials are sent',
      sentence:
        'The server refuses them in every place and encoding. The client ID or secret is wrong, or the client is disabled or needs another method.',
      confidence: isAboutClient ? 'likely' : 'possible',
      actions: [],
    };
  }
  if (tried.has('assertion-audience') || tried.has('assertion-type')) {
    return {
      headline: 'It is not the aud or typ of the assertion',
      sentence: `The server does not know the client ${quote(facts.client.clientId, 60)}, or not this key. Register its public key at the server.`,
      confidence: 'likely',
      actions: [],
    };
  }
  return {
    headline: tried.has('scopes') ? 'It is not the scope' : 'No change made a difference',
    sentence: tried.has('scopes')
      ? 'The server refuses the request without a scope, too. It may require one that is not requested.'
      : 'The server refused every variation. Look in its log.',
    confidence: 'possible',
    actions: [],
  };
}
