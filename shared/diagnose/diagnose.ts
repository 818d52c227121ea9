import { endpointsOf } from '../discovery/endpoints.ts';
import { metadataOf } from '../discovery/kept-metadata.ts';
import { parseMetadata } from '../discovery/server-metadata.ts';
import type { Exchange, HttpRequest } from '../http/exchange.ts';
import { parseTargetUrl } from '../http/target-url.ts';
import type { Workspace } from '../model/workspace.ts';
import { presentsCertificate } from '../oauth/client-authentication/client-certificate.ts';
import { readKeySet } from '../oauth/jwt/key-set.ts';
import { readIntrospection } from '../oauth/token-operations/introspection.ts';
import { API_BINDING_RULES } from './api/api-binding.ts';
import { API_NOTES, API_WARNINGS } from './api/api-notes.ts';
import { productSigns } from './causes/product-codes.ts';
import { CONNECTION_NOTES } from './connection/connection-notes.ts';
import { PROXY_RULES } from './connection/proxy.ts';
import { TLS_ACCEPTED_RULES, TLS_RULES } from './connection/tls.ts';
import { TLS_HANDSHAKE_RULES } from './connection/tls-handshake.ts';
import { TRANSPORT_RULES } from './connection/transport.ts';
import { DPOP_ACCEPTED_RULES, DPOP_NONCE_RULES, DPOP_REFUSED_RULES } from './dpop/dpop.ts';
import { says } from './evidence/answer.ts';
import { jsonOf } from './evidence/body-members.ts';
import { collectEvidence } from './evidence/collect.ts';
import type { DiagnoseContext, Evidence } from './evidence/evidence.ts';
import { hideSecrets } from './evidence/known-secrets.ts';
import type { KnownMetadata } from './evidence/metadata.ts';
import type { Finding } from './finding.ts';
import { HTTP_ON_HTTPS_PORT, PROXY_AUTHENTICATION } from './http/http.ts';
import { REDIRECT_RULES } from './http/redirects.ts';
import { REQUEST_LIMIT_RULES } from './http/request-limits.ts';
import { API_LINT, CONNECTION_LINT, TOKEN_LINT } from './lint/lint.ts';
import { CLIENT_AUTH_LINT } from './lint/lint-client-auth.ts';
import { INPUT_LINT } from './lint/lint-inputs.ts';
import { METADATA_LINT } from './lint/lint-metadata.ts';
import { PARAMETER_LINT } from './lint/lint-parameters.ts';
import { PROOF_LINT, SENDER_CONSTRAINT_LINT } from './lint/lint-sender-constraint.ts';
import { METADATA_ANSWER_RULES } from './metadata/metadata-answer.ts';
import { applyFirst, applyRules, type Rule, sortFindings, withoutSuperseded } from './rule.ts';
import { TOKEN_BINDING_RULES } from './token/token-binding.ts';
import { TOKEN_JSON_RULES } from './token/token-json.ts';
import { TOKEN_ODDITY_RULES } from './token/token-oddities.ts';
import { TOKEN_CACHE_RULES, TOKEN_SUCCESS_RULES } from './token/token-success.ts';
import { CLOCK_RULES, TOKEN_TIME_RULES } from './token/token-times.ts';
import { ASSERTION_ACCEPTED_RULES } from './token-endpoint/assertion-accepted.ts';
import { ASSERTION_REFUSED, ASSERTION_RULES } from './token-endpoint/assertion-errors.ts';
import { CLIENT_CERTIFICATE_RULES } from './token-endpoint/client-certificate-errors.ts';
import { ERROR_WITH_SUCCESS_STATUS, OAUTH_ERROR_SHAPE_RULES } from './token-endpoint/oauth-error-shape.ts';
import { INTROSPECTION_RULES } from './token-operations/introspection.ts';
import { INTROSPECTION_BINDING_RULES } from './token-operations/introspection-binding.ts';
import { INTROSPECTION_DIFFERENCE_RULES } from './token-operations/introspection-differences.ts';
import { KEY_SET_RULES } from './token-operations/key-set.ts';
import { REVOCATION_RULES } from './token-operations/token-operations.ts';
import { buildVerdict, findingOf, type Verdict } from './verdict.ts';

export type { DiagnoseContext } from './evidence/evidence.ts';
export type { Verdict } from './verdict.ts';

/** More than a handful is not read. What is cut is the least grave. */
export const MOST_FINDINGS = 6;

/**
 * What there is to say about an exchange: the verdict first, then what is only off. Empty when all is well. Pure: the same
 * exchange and context give the same findings. Never throws.
 */
export function diagnose(exchange: Exchange, context: DiagnoseContext): Finding[] {
  return judge(collectEvidence(exchange, context)).findings;
}

/** Weighs the causes once, for the findings and for the verdict. */
function judge(facts: Evidence): { readonly findings: Finding[]; readonly verdict: Verdict | null } {
  const { failure, response } = facts.exchange;
  const verdict = failure || !response || !isRefused(facts) ? null : buildVerdict(facts);
  const general = [...TLS_ACCEPTED_RULES, ...CONNECTION_NOTES, ...CLOCK_RULES];
  return {
    verdict,
    findings: present([...findCause(facts, verdict), ...applyRules(general, facts)], facts),
  };
}

export interface Examination {
  /** Null where nothing failed, or what failed needs no weighing: then the first finding says it all. */
  readonly verdict: Verdict | null;
  readonly findings: readonly Finding[];
  /** What is unusual and harmless, for “More”: the answer is not written as an RFC has it. */
  readonly notes: readonly Finding[];
}

/** The same with all that can be shown beside it. */
export function examine(exchange: Exchange, context: DiagnoseContext): Examination {
  const facts = collectEvidence(exchange, context);
  const { findings, verdict } = judge(facts);
  const notes = exchange.purpose === 'api' ? API_NOTES : OAUTH_ERROR_SHAPE_RULES;
  return {
    verdict: verdict !== null && findings[0]?.id === verdict.id ? hideInVerdict(verdict, facts) : null,
    findings,
    notes: exchange.failure ? [] : hideSecrets(applyRules(notes, facts), facts),
  };
}

function hideInVerdict(verdict: Verdict, facts: Evidence): Verdict {
  const [shown] = hideSecrets([findingOf(verdict)], facts);
  return shown
    ? { ...verdict, headline: shown.title, said: shown.seen, sentence: shown.why, firstStep: shown.nextStep }
    : verdict;
}

/**
 * Warnings about a request before it is sent: what is unsafe, or not as the RFCs have it. With the server's metadata
 * it is held against that, too.
 */
export function lintRequest(
  request: HttpRequest,
  workspace: Workspace,
  metadata: KnownMetadata | null = metadataOf(workspace),
): Finding[] {
  const { token_endpoint } = endpointsOf(workspace, { mtls: presentsCertificate(workspace) });
  const endpoint = parseTargetUrl(token_endpoint ?? '', '', '');
  const isToken = endpoint.ok && endpoint.value.href === request.url;
  const own = isToken ? TOKEN_REQUEST_LINT : [...API_LINT, ...PROOF_LINT];
  const exchange: Exchange = { ...UNSENT, purpose: isToken ? 'token' : 'api', request };
  const facts = collectEvidence(exchange, { workspace, metadata, now: 0 });
  return present(applyRules([...CONNECTION_LINT, ...own], facts), facts);
}

const TOKEN_REQUEST_LINT: readonly Rule[] = [
  ...TOKEN_LINT,
  ...CLIENT_AUTH_LINT,
  ...PROOF_LINT,
  ...PARAMETER_LINT,
  ...INPUT_LINT,
  ...METADATA_LINT,
  ...SENDER_CONSTRAINT_LINT,
];

/** Every rule that states what is plainly visible, for the documentation; causes are in causes/. Ids are unique. */
export const ALL_RULES: readonly Rule[] = [
  HTTP_ON_HTTPS_PORT,
  PROXY_AUTHENTICATION,
  ...PROXY_RULES,
  ...TRANSPORT_RULES,
  ...TLS_HANDSHAKE_RULES,
  ...TLS_RULES,
  ...TLS_ACCEPTED_RULES,
  ...CONNECTION_NOTES,
  ...REDIRECT_RULES,
  ...REQUEST_LIMIT_RULES,
  ...ASSERTION_RULES,
  ASSERTION_REFUSED,
  ...CLIENT_CERTIFICATE_RULES,
  ...ASSERTION_ACCEPTED_RULES,
  ERROR_WITH_SUCCESS_STATUS,
  ...TOKEN_SUCCESS_RULES,
  ...TOKEN_BINDING_RULES,
  ...TOKEN_ODDITY_RULES,
  ...TOKEN_JSON_RULES,
  ...TOKEN_TIME_RULES,
  ...TOKEN_CACHE_RULES,
  ...CLOCK_RULES,
  ...DPOP_NONCE_RULES,
  ...DPOP_REFUSED_RULES,
  ...DPOP_ACCEPTED_RULES,
  ...API_BINDING_RULES,
  ...API_WARNINGS,
  ...METADATA_ANSWER_RULES,
  ...REVOCATION_RULES,
  ...INTROSPECTION_RULES,
  ...INTROSPECTION_BINDING_RULES,
  ...INTROSPECTION_DIFFERENCE_RULES,
  ...KEY_SET_RULES,
  ...CONNECTION_LINT,
  ...API_LINT,
  ...TOKEN_REQUEST_LINT,
];

function present(findings: readonly Finding[], facts: Evidence): Finding[] {
  const kept = sortFindings(withoutSuperseded(findings, ALL_RULES));
  return hideSecrets(kept.slice(0, MOST_FINDINGS), facts);
}

/** What is decided by the request and the protocol alone, whoever answers. The first that fits. */
const PLAIN_RULES: readonly Rule[] = [PROXY_AUTHENTICATION, ...REDIRECT_RULES, ...REQUEST_LIMIT_RULES];

const TOKEN_REFUSED_RULES: readonly Rule[] = [
  ...DPOP_NONCE_RULES,
  ...DPOP_REFUSED_RULES,
  ...ASSERTION_RULES,
  ...CLIENT_CERTIFICATE_RULES,
  ASSERTION_REFUSED,
];

const API_REFUSED_RULES: readonly Rule[] = [...DPOP_NONCE_RULES, ...DPOP_REFUSED_RULES, ...API_BINDING_RULES];

function findCause(facts: Evidence, verdict: Verdict | null): Finding[] {
  const wrongPort = applyRules([HTTP_ON_HTTPS_PORT], facts);
  if (wrongPort.length > 0) return wrongPort;
  const { exchange } = facts;
  if (exchange.failure) {
    const certificate = applyRules(TLS_RULES, facts);
    // The fault of the certificate says more than that there is one.
    return certificate.length > 0
      ? orderByProblem(certificate, exchange)
      : applyFirst([...PROXY_RULES, ...TLS_HANDSHAKE_RULES, ...TRANSPORT_RULES], facts);
  }
  if (!exchange.response) return [];
  const beside = applyRules(besideRules(facts), facts);
  if (!isRefused(facts)) return [...applyRules(successRules(facts), facts), ...beside];
  return [...findRefusal(facts, verdict), ...beside];
}

function findRefusal(facts: Evidence, verdict: Verdict | null): Finding[] {
  const { purpose } = facts.exchange;
  const plain = applyFirst(PLAIN_RULES, facts);
  if (plain.length > 0) return plain;
  // A page was written by something that did not look at assertions and proofs.
  const isFederated = purpose === 'token' && productSigns(facts, 'federated-assertion-mismatch').length > 0;
  // The built-in server's log names the cause better than a look at the request, but for what is wrong with a proof.
  const isLogged = facts.serverLog !== null && verdict?.confidence === 'certain';
  const visible = isFederated ? [] : applyFirst(isLogged ? DPOP_REFUSED_RULES : refusedRules(purpose), facts);
  if (visible.length > 0) return visible;
  return verdict ? [findingOf(verdict)] : [];
}

function refusedRules(purpose: Exchange['purpose']): readonly Rule[] {
  if (purpose === 'token') return TOKEN_REFUSED_RULES;
  return purpose === 'api' ? API_REFUSED_RULES : [];
}

/** Whether the exchange did not bring what it was made for. */
function isRefused(facts: Evidence): boolean {
  const { exchange, status, outcome, text, answer } = facts;
  const isOk = status >= 200 && status < 300;
  switch (exchange.purpose) {
    case 'token':
      return outcome?.kind !== 'token';
    case 'api':
      return (
        !isOk ||
        ['login', 'block', 'filter', 'portal'].includes(answer.page?.kind ?? '') ||
        answersChallenge(facts) ||
        (answer.failsInside && saysOfAccess(facts))
      );
    case 'metadata':
      return !isOk || parseMetadata(text) === null;
    case 'jwks':
      return !isOk || readKeySet(jsonOf(facts)) === null;
    case 'introspection': {
      const { kind } = readIntrospection(exchange);
      return !isOk || (kind !== 'active' && kind !== 'inactive');
    }
    case 'revocation':
      return !isOk;
  }
}

/** An API that reports a failure about the token or the caller, and not one of its own matters, with a status of success. */
function saysOfAccess({ answer }: Evidence): boolean {
  return (
    answer.codes.some((code) =>
      /^(40[13]|498|invalid_token|unauthori[sz]ed|unauthenticated|forbidden)$/i.test(code),
    ) ||
    says(
      answer,
      ['token', 'session', 'authentication', 'credentials', 'scope', 'authHeader'],
      'wrong',
      'expired',
      'missing',
      'revoked',
      'denied',
      'malformed',
      'unknown',
    ) !== null
  );
}

/** A firewall that answers with a success: its header says so. */
function answersChallenge({ exchange }: Evidence): boolean {
  return (
    exchange.response?.headers.some(([name]) => /^(x-amzn-waf-action|cf-mitigated)$/i.test(name)) === true
  );
}

const TOKEN_RULES: readonly Rule[] = [
  ...TOKEN_SUCCESS_RULES,
  ...TOKEN_BINDING_RULES,
  ...DPOP_ACCEPTED_RULES,
  ...ASSERTION_ACCEPTED_RULES,
  ...TOKEN_ODDITY_RULES,
  ...TOKEN_JSON_RULES,
  ...TOKEN_TIME_RULES,
  ...TOKEN_CACHE_RULES,
];

/** What is off about a success. */
function successRules({ exchange }: Evidence): readonly Rule[] {
  switch (exchange.purpose) {
    case 'token':
      return TOKEN_RULES;
    case 'api':
      return DPOP_ACCEPTED_RULES;
    case 'metadata':
      return METADATA_ANSWER_RULES;
    case 'jwks':
      return KEY_SET_RULES;
    case 'revocation':
      return REVOCATION_RULES;
    case 'introspection':
      return [...INTROSPECTION_RULES, ...INTROSPECTION_BINDING_RULES, ...INTROSPECTION_DIFFERENCE_RULES];
  }
}

/** What is worth a finding of its own, whether or not the exchange succeeded. */
function besideRules({ exchange }: Evidence): readonly Rule[] {
  if (exchange.purpose === 'api') return API_WARNINGS;
  return exchange.purpose === 'token' ? [ERROR_WITH_SUCCESS_STATUS] : [];
}

/** The order in which the faults of a chain have to be fixed. */
function orderByProblem(findings: readonly Finding[], { tls }: Exchange): Finding[] {
  const order = (tls?.problems ?? []).map(({ code }) => `tls-${code}`);
  return [...findings].sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
}

/** A request that has not been sent: its warnings come from the request alone. */
const UNSENT: Omit<Exchange, 'request' | 'purpose'> = {
  id: '',
  response: null,
  failure: null,
  timings: { dns: null, tcp: null, tls: null, send: null, wait: null, receive: null, total: 0 },
  connection: null,
  tls: null,
  startedAt: 0,
};
