import { endpointsOf } from '../discovery/endpoints.ts';
import { metadataOf } from '../discovery/kept-metadata.ts';
import type { Exchange, HttpRequest } from '../http/exchange.ts';
import { parseTargetUrl } from '../http/target-url.ts';
import type { Workspace } from '../model/workspace.ts';
import { presentsCertificate } from '../oauth/client-authentication/client-certificate.ts';
import { API_RULES } from './api/api.ts';
import { API_NOTES } from './api/api-notes.ts';
import { CONNECTION_NOTES } from './connection/connection-notes.ts';
import { PROXY_RULES } from './connection/proxy.ts';
import { TLS_ACCEPTED_RULES, TLS_RULES } from './connection/tls.ts';
import { TLS_HANDSHAKE_RULES } from './connection/tls-handshake.ts';
import { TRANSPORT_RULES } from './connection/transport.ts';
import { DPOP_ACCEPTED_RULES, DPOP_NONCE_RULES, DPOP_REFUSED_RULES } from './dpop/dpop.ts';
import { collectFacts, type DiagnoseContext, type Facts } from './facts/facts.ts';
import { hideSecrets } from './facts/known-secrets.ts';
import type { KnownMetadata } from './facts/metadata.ts';
import type { Finding } from './finding.ts';
import { HTTP_ON_HTTPS_PORT, STATUS_RULES } from './http/http.ts';
import { API_LINT, CONNECTION_LINT, TOKEN_LINT } from './lint/lint.ts';
import { CLIENT_AUTH_LINT } from './lint/lint-client-auth.ts';
import { INPUT_LINT } from './lint/lint-inputs.ts';
import { METADATA_LINT } from './lint/lint-metadata.ts';
import { PARAMETER_LINT } from './lint/lint-parameters.ts';
import { PROOF_LINT, SENDER_CONSTRAINT_LINT } from './lint/lint-sender-constraint.ts';
import { METADATA_ANSWER_RULES, NO_METADATA } from './metadata/metadata-answer.ts';
import { applyFirst, applyRules, type Rule, sortFindings, withoutSuperseded } from './rule.ts';
import { TOKEN_BINDING_RULES } from './token/token-binding.ts';
import { TOKEN_JSON_RULES } from './token/token-json.ts';
import { TOKEN_ODDITY_RULES } from './token/token-oddities.ts';
import { TOKEN_SUCCESS_RULES } from './token/token-success.ts';
import { CLOCK_RULES, TOKEN_TIME_RULES } from './token/token-times.ts';
import { ANSWER_KIND_RULES } from './token-endpoint/answer-kinds.ts';
import { ASSERTION_ACCEPTED_RULES } from './token-endpoint/assertion-accepted.ts';
import { ASSERTION_REFUSED, ASSERTION_RULES } from './token-endpoint/assertion-errors.ts';
import { CLIENT_CERTIFICATE_RULES } from './token-endpoint/client-certificate-errors.ts';
import { OAUTH_DIALECT_RULES } from './token-endpoint/oauth-dialects.ts';
import { OAUTH_ERROR_SHAPE_RULES } from './token-endpoint/oauth-error-shape.ts';
import { OAUTH_ERROR_RULES, OAUTH_UNKNOWN_ERROR } from './token-endpoint/oauth-errors.ts';
import { OAUTH_FOREIGN_RULES } from './token-endpoint/oauth-foreign-errors.ts';
import { TOKEN_ANSWER_RULES } from './token-endpoint/token-answer.ts';
import { INTROSPECTION_RULES, INTROSPECTION_UNREADABLE_RULES } from './token-operations/introspection.ts';
import { INTROSPECTION_BINDING_RULES } from './token-operations/introspection-binding.ts';
import { INTROSPECTION_DIFFERENCE_RULES } from './token-operations/introspection-differences.ts';
import { KEY_SET_RULES, NO_KEY_SET } from './token-operations/key-set.ts';
import { REVOCATION_RULES, TOKEN_OPERATION_RULES } from './token-operations/token-operations.ts';

export type { DiagnoseContext } from './facts/facts.ts';

/** More than a handful is not read. What is cut is the least grave. */
export const MOST_FINDINGS = 6;

/**
 * What there is to say about an exchange: the gravest first, and among equals the cause before what is only off.
 * Empty when all is well. Pure: the same exchange and context give the same findings. Never throws.
 */
export function diagnose(exchange: Exchange, context: DiagnoseContext): Finding[] {
  const facts = collectFacts(exchange, context);
  const general = [...TLS_ACCEPTED_RULES, ...CONNECTION_NOTES, ...CLOCK_RULES];
  return present([...findCause(facts), ...applyRules(general, facts)], facts);
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
  const facts = collectFacts(exchange, { workspace, metadata, now: 0 });
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

/** Every rule there is, for the documentation; ids are unique. */
export const ALL_RULES: readonly Rule[] = [
  HTTP_ON_HTTPS_PORT,
  ...PROXY_RULES,
  ...TRANSPORT_RULES,
  ...TLS_HANDSHAKE_RULES,
  ...TLS_RULES,
  ...TLS_ACCEPTED_RULES,
  ...CONNECTION_NOTES,
  ...STATUS_RULES,
  ...ASSERTION_RULES,
  ...CLIENT_CERTIFICATE_RULES,
  ...OAUTH_DIALECT_RULES,
  ASSERTION_REFUSED,
  ...ASSERTION_ACCEPTED_RULES,
  ...OAUTH_ERROR_RULES,
  ...OAUTH_FOREIGN_RULES,
  OAUTH_UNKNOWN_ERROR,
  ...OAUTH_ERROR_SHAPE_RULES,
  ...ANSWER_KIND_RULES,
  ...TOKEN_ANSWER_RULES,
  ...TOKEN_SUCCESS_RULES,
  ...TOKEN_BINDING_RULES,
  ...TOKEN_ODDITY_RULES,
  ...TOKEN_JSON_RULES,
  ...TOKEN_TIME_RULES,
  ...CLOCK_RULES,
  ...API_RULES,
  ...DPOP_ACCEPTED_RULES,
  ...API_NOTES,
  NO_METADATA,
  ...METADATA_ANSWER_RULES,
  ...TOKEN_OPERATION_RULES.filter((rule) => !OAUTH_ERROR_RULES.includes(rule)),
  ...REVOCATION_RULES,
  ...INTROSPECTION_UNREADABLE_RULES,
  ...INTROSPECTION_RULES,
  ...INTROSPECTION_BINDING_RULES,
  ...INTROSPECTION_DIFFERENCE_RULES,
  NO_KEY_SET,
  ...KEY_SET_RULES,
  ...CONNECTION_LINT,
  ...API_LINT,
  ...TOKEN_REQUEST_LINT,
];

function present(findings: readonly Finding[], facts: Facts): Finding[] {
  const kept = sortFindings(withoutSuperseded(findings, ALL_RULES));
  return hideSecrets(kept.slice(0, MOST_FINDINGS), facts);
}

function findCause(facts: Facts): Finding[] {
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
  if (exchange.purpose === 'token') return findTokenCause(facts);
  if (exchange.purpose === 'api') {
    return [
      ...applyFirst([...STATUS_RULES, ...API_RULES], facts),
      ...applyRules([...DPOP_ACCEPTED_RULES, ...API_NOTES], facts),
    ];
  }
  if (exchange.purpose === 'metadata') {
    const cause = applyFirst([NO_METADATA, ...STATUS_RULES], facts);
    return cause.length > 0 ? cause : applyRules(METADATA_ANSWER_RULES, facts);
  }
  if (exchange.purpose === 'jwks') {
    const cause = applyFirst([...STATUS_RULES, NO_KEY_SET], facts);
    return cause.length > 0 ? cause : applyRules(KEY_SET_RULES, facts);
  }
  const cause = applyFirst(
    [...TOKEN_OPERATION_RULES, ...STATUS_RULES, OAUTH_UNKNOWN_ERROR, ...INTROSPECTION_UNREADABLE_RULES],
    facts,
  );
  return cause.length > 0
    ? cause
    : applyRules(
        [
          ...REVOCATION_RULES,
          ...INTROSPECTION_RULES,
          ...INTROSPECTION_BINDING_RULES,
          ...INTROSPECTION_DIFFERENCE_RULES,
        ],
        facts,
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
];

function findTokenCause(facts: Facts): Finding[] {
  switch (facts.outcome?.kind) {
    case 'token':
      return applyRules(TOKEN_RULES, facts);
    case 'error':
      // A code that OAuth does not know may be a gateway's or framework's: then the status says more.
      return [
        ...applyFirst(
          [
            ...DPOP_NONCE_RULES,
            ...DPOP_REFUSED_RULES,
            ...ASSERTION_RULES,
            ...CLIENT_CERTIFICATE_RULES,
            ...OAUTH_DIALECT_RULES,
            ASSERTION_REFUSED,
            ...OAUTH_ERROR_RULES,
            ...STATUS_RULES,
            ...OAUTH_FOREIGN_RULES,
            OAUTH_UNKNOWN_ERROR,
          ],
          facts,
        ),
        ...applyRules(OAUTH_ERROR_SHAPE_RULES, facts),
      ];
    default:
      return applyFirst([...STATUS_RULES, ...ANSWER_KIND_RULES, ...TOKEN_ANSWER_RULES], facts);
  }
}

/** The order in which the faults of a chain have to be fixed. */
function orderByProblem(findings: readonly Finding[], { tls }: Exchange): Finding[] {
  const order = (tls?.problems ?? []).map(({ code }) => `tls-${code}`);
  return [...findings].sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
}

/** An exchange that has not taken place. */
const UNSENT: Omit<Exchange, 'request' | 'purpose'> = {
  id: '',
  response: null,
  failure: null,
  timings: { dns: null, tcp: null, tls: null, send: null, wait: null, receive: null, total: 0 },
  connection: null,
  tls: null,
  startedAt: 0,
};
