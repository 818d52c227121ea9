import { challengeParameter } from '../../oauth/challenge.ts';
import { decodeJwt, timeClaim } from '../../oauth/jwt/jwt.ts';
import { parseScope } from '../../oauth/parameters/scope.ts';
import { scopesOf } from '../../oauth/token/token.ts';
import { isDpopToken } from '../../oauth/token/token-binding.ts';
import { audienceOf } from '../../oauth/token-operations/introspection.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { duration, list, quote } from '../quote.ts';
import type { ProbeAnswer, ProbeConclusion, ProbeFacts, ProbeResult } from './probe.ts';

/** All that is known of a refused call once the probe has run. */
interface Known {
  readonly facts: Evidence;
  readonly first: ProbeAnswer;
  readonly answers: Readonly<Partial<Record<string, ProbeAnswer>>>;
  readonly introspection: Extract<ProbeFacts, { kind: 'introspection' }> | null;
  readonly signature: Extract<ProbeFacts, { kind: 'signature' }> | null;
  readonly resource: Extract<ProbeFacts, { kind: 'resource' }> | null;
  /** Of the token: its claims, else what introspection says. */
  readonly audience: readonly string[] | null;
  readonly scopes: readonly string[];
  readonly issuer: string | null;
}

/** What the token and the API’s answers prove, the strongest evidence first. */
export function concludeApiProbe(
  facts: Evidence,
  first: ProbeAnswer,
  results: readonly ProbeResult[],
): ProbeConclusion {
  const known = collectKnown(facts, first, results);
  for (const conclude of CONCLUSIONS) {
    const conclusion = conclude(known);
    if (conclusion) return conclusion;
  }
  return {
    headline: 'The token looks right',
    sentence: 'No check explains the refusal. Look in the API’s log.',
    confidence: 'possible',
    actions: [],
  };
}

const again = [{ kind: 'new-token-and-retry' }] as const;

const CONCLUSIONS: readonly ((known: Known) => ProbeConclusion | null)[] = [
  concludeNewToken,
  concludeUnprotected,
  concludeSignature,
  concludeTimes,
  concludeInactive,
  concludeProof,
  concludeIssuer,
  concludeAudience,
  concludeScopes,
  concludeUnread,
  concludeGenuine,
];

function concludeNewToken({ answers, introspection }: Known): ProbeConclusion | null {
  if (answers['new-token']?.outcome !== 'accepted') return null;
  return {
    headline: 'A new token is accepted',
    sentence:
      introspection?.active === false
        ? 'The authorization server says that the old one is no longer active.'
        : 'Only the token changed, so the old one was the problem.',
    confidence: 'certain',
    actions: again,
  };
}

function concludeUnprotected({ answers }: Known): ProbeConclusion | null {
  if (answers['no-token']?.outcome !== 'accepted') return null;
  return {
    headline: 'The call needs no token',
    sentence: 'The API accepts the call without a token, but refuses this one.',
    confidence: 'certain',
    actions: [],
  };
}

function concludeSignature({ signature }: Known): ProbeConclusion | null {
  if (signature?.verdict !== 'mismatch' && signature?.verdict !== 'unknown-kid') return null;
  return {
    headline: 'The published keys do not verify the token',
    sentence:
      'Another server may have issued it, someone may have changed it, or the keys were replaced. Try a new token.',
    confidence: 'likely',
    actions: again,
  };
}

function concludeInactive({ introspection }: Known): ProbeConclusion | null {
  if (introspection?.active !== false) return null;
  return {
    headline: 'The token is not active',
    sentence:
      'The authorization server says so: it expired, was revoked, or this client may not ask about it (RFC 7662 §2.2).',
    confidence: 'likely',
    actions: again,
  };
}

function concludeTimes({ facts: { token, exchange } }: Known): ProbeConclusion | null {
  const jwt = token && decodeJwt(token.value);
  const end = (jwt && timeClaim(jwt, 'exp')) ?? token?.expiresAt ?? null;
  const start = jwt && timeClaim(jwt, 'nbf');
  if (end !== null && end <= exchange.startedAt) {
    return {
      headline: 'The token has expired',
      sentence: `It expired ${duration(exchange.startedAt - end)} before the call, by this computer’s clock.`,
      confidence: 'likely',
      actions: again,
    };
  }
  if (start === null || start <= exchange.startedAt) return null;
  return {
    headline: 'The token is not valid yet',
    sentence: `Its nbf is ${duration(start - exchange.startedAt)} ahead of this computer’s clock. Compare the clocks.`,
    confidence: 'likely',
    actions: [],
  };
}

function concludeProof({ facts: { token }, resource }: Known): ProbeConclusion | null {
  if (!resource?.needsProof || token === null || isDpopToken(token)) return null;
  return {
    headline: 'The API requires DPoP-bound tokens',
    sentence: 'The API’s metadata requires them (RFC 9728 §2), and this is a bearer token.',
    confidence: 'likely',
    actions: [{ kind: 'use-dpop' }],
  };
}

function concludeIssuer({ issuer, resource }: Known): ProbeConclusion | null {
  const servers = resource?.authorizationServers ?? [];
  if (issuer === null || servers.length === 0 || servers.includes(issuer)) return null;
  return {
    headline: 'The API trusts another authorization server',
    sentence: `Its metadata names ${list(
      servers.map((server) => quote(server, 80)),
      'or',
    )}; the token is from ${quote(issuer, 80)}.`,
    confidence: 'likely',
    actions: [],
  };
}

function concludeAudience({ audience, resource }: Known): ProbeConclusion | null {
  if (audience === null || !resource || resource.resource === null) return null;
  if (audience.includes(resource.resource)) return null;
  return {
    headline: 'The token is for another audience',
    sentence: `The API is ${quote(resource.resource, 80)}; the token is for ${list(audience.map((each) => quote(each, 80))) || 'nobody'}.`,
    confidence: 'likely',
    actions: [{ kind: 'add-resource', resource: resource.resource }],
  };
}

function concludeScopes({ facts, scopes, resource }: Known): ProbeConclusion | null {
  const asked = facts.challenges.map((each) => challengeParameter(each, 'scope')).find((each) => each) ?? '';
  const named = parseScope(asked);
  const isAboutScope = facts.status === 403 || facts.answer.code === 'insufficient_scope';
  const wanted = named.length > 0 ? named : isAboutScope ? (resource?.scopes ?? []) : [];
  const missing = wanted.filter((scope) => !scopes.includes(scope));
  if (missing.length === 0) return null;
  return {
    headline: 'The token lacks a scope',
    sentence: `${named.length > 0 ? 'The API asks for' : 'The metadata of the API lists'} ${list(missing.map((scope) => quote(scope, 60)))}, which the token does not have.`,
    confidence: named.length > 0 ? 'likely' : 'possible',
    actions: [{ kind: 'add-scopes', scopes: missing }],
  };
}

/** The same answer with and without a token: it may not have arrived. */
function concludeUnread({ first, answers, introspection }: Known): ProbeConclusion | null {
  const without = answers['no-token'];
  if (!without || without.status !== first.status || without.said !== first.said) return null;
  if (first.code === 'invalid_token' || first.code === 'insufficient_scope') return null;
  return {
    headline: 'The API may not see the token',
    sentence:
      'It responds the same without one. A proxy may remove Authorization, or the API expects the token elsewhere.',
    confidence: introspection?.active ? 'likely' : 'possible',
    actions: [],
  };
}

/** Active, correctly signed, and refused all the same. */
function concludeGenuine({ answers, introspection, signature }: Known): ProbeConclusion | null {
  const isGenuine = introspection?.active === true || signature?.verdict === 'valid';
  if (!isGenuine) return null;
  const fresh = answers['new-token'];
  return {
    headline: 'The token is active and valid',
    sentence: `${fresh ? 'The API refuses a new one, too. ' : ''}The API refuses it for its audience, its issuer, or a permission: the API’s configuration says which.`,
    confidence: 'possible',
    actions: [],
  };
}

function collectKnown(facts: Evidence, first: ProbeAnswer, results: readonly ProbeResult[]): Known {
  const found = <K extends ProbeFacts['kind']>(kind: K) =>
    (results.map(({ answer }) => answer.found).find((each) => each?.kind === kind) ?? null) as Extract<
      ProbeFacts,
      { kind: K }
    > | null;
  const { token } = facts;
  const claims = token && decodeJwt(token.value)?.claims;
  const introspection = found('introspection');
  return {
    facts,
    first,
    answers: Object.fromEntries(results.map(({ step, answer }) => [step.id, answer])),
    introspection,
    signature: found('signature'),
    resource: found('resource'),
    audience: (claims ? audienceOf(claims) : null) ?? introspection?.audience ?? null,
    scopes: introspection?.scopes ?? (token ? scopesOf(token) : []),
    issuer: typeof claims?.iss === 'string' ? claims.iss : null,
  };
}
