import type { Exchange, HttpRequest } from '../http/exchange.ts';
import { parseTargetUrl } from '../http/target-url.ts';
import type { Workspace } from '../model/workspace.ts';
import { API_NOTES, API_RULES } from './api.ts';
import { collectFacts, type DiagnoseContext, type Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { HTTP_ON_HTTPS_PORT, STATUS_RULES } from './http.ts';
import { CONNECTION_LINT, TOKEN_LINT } from './lint.ts';
import { OAUTH_ERROR_SHAPE_RULES } from './oauth-error-shape.ts';
import { OAUTH_ERROR_RULES } from './oauth-errors.ts';
import { applyFirst, applyRules, type Rule, sortFindings } from './rule.ts';
import { TLS_ACCEPTED_RULES, TLS_RULES } from './tls.ts';
import { TOKEN_ANSWER_RULES } from './token-answer.ts';
import { TOKEN_SUCCESS_RULES } from './token-success.ts';
import { CLOCK_RULES, TOKEN_TIME_RULES } from './token-times.ts';
import { TRANSPORT_RULES } from './transport.ts';

export type { DiagnoseContext } from './facts.ts';

/**
 * What there is to say about an exchange: the cause of a failure first, then what is off, then what is worth
 * knowing. Empty when all is well. Pure: the same exchange and context give the same findings.
 */
export function diagnose(exchange: Exchange, context: DiagnoseContext): Finding[] {
  const facts = collectFacts(exchange, context);
  return sortFindings([...findCause(facts), ...applyRules([...TLS_ACCEPTED_RULES, ...CLOCK_RULES], facts)]);
}

/** Warnings about a request before it is sent: what is unsafe, or not as the RFCs have it. */
export function lintRequest(request: HttpRequest, workspace: Workspace): Finding[] {
  const exchange: Exchange = { ...UNSENT, request };
  const facts = collectFacts(exchange, { workspace, now: 0 });
  const isToken = parseTargetUrl(workspace.server.tokenEndpoint, '', '');
  const rules =
    isToken.ok && isToken.value.href === request.url ? [...CONNECTION_LINT, ...TOKEN_LINT] : CONNECTION_LINT;
  return sortFindings(applyRules(rules, facts));
}

/** Every rule there is, for the documentation; ids are unique. */
export const ALL_RULES: readonly Rule[] = [
  HTTP_ON_HTTPS_PORT,
  ...TRANSPORT_RULES,
  ...TLS_RULES,
  ...TLS_ACCEPTED_RULES,
  ...STATUS_RULES,
  ...OAUTH_ERROR_RULES,
  ...OAUTH_ERROR_SHAPE_RULES,
  ...TOKEN_ANSWER_RULES,
  ...TOKEN_SUCCESS_RULES,
  ...TOKEN_TIME_RULES,
  ...CLOCK_RULES,
  ...API_RULES,
  ...API_NOTES,
  ...CONNECTION_LINT,
  ...TOKEN_LINT,
];

function findCause(facts: Facts): Finding[] {
  const wrongPort = applyRules([HTTP_ON_HTTPS_PORT], facts);
  if (wrongPort.length > 0) return wrongPort;
  const { exchange } = facts;
  if (exchange.failure) {
    const certificate = applyRules(TLS_RULES, facts);
    // The fault of the certificate says more than that there is one.
    return certificate.length > 0
      ? orderByProblem(certificate, exchange)
      : applyRules(TRANSPORT_RULES, facts);
  }
  if (!exchange.response) return [];
  if (exchange.purpose === 'token') return findTokenCause(facts);
  if (exchange.purpose === 'api') {
    return [...applyFirst([...STATUS_RULES, ...API_RULES], facts), ...applyRules(API_NOTES, facts)];
  }
  return applyFirst(STATUS_RULES, facts);
}

function findTokenCause(facts: Facts): Finding[] {
  switch (facts.outcome?.kind) {
    case 'token':
      return applyRules([...TOKEN_SUCCESS_RULES, ...TOKEN_TIME_RULES], facts);
    case 'error':
      return [...applyFirst(OAUTH_ERROR_RULES, facts), ...applyRules(OAUTH_ERROR_SHAPE_RULES, facts)];
    default:
      return applyFirst([...STATUS_RULES, ...TOKEN_ANSWER_RULES], facts);
  }
}

/** The order in which the faults of a chain have to be fixed. */
function orderByProblem(findings: readonly Finding[], { tls }: Exchange): Finding[] {
  const order = (tls?.problems ?? []).map(({ code }) => `tls-${code}`);
  return [...findings].sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
}

/** An exchange that has not taken place. */
const UNSENT: Omit<Exchange, 'request'> = {
  id: '',
  purpose: 'token',
  response: null,
  failure: null,
  timings: { dns: null, tcp: null, tls: null, send: null, wait: null, receive: null, total: 0 },
  connection: null,
  tls: null,
  startedAt: 0,
};
