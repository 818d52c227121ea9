import { examine } from '../../../../../shared/diagnose/diagnose.ts';
import { concludeProbe } from '../../../../../shared/diagnose/probe/conclude-probe.ts';
import { planProbe } from '../../../../../shared/diagnose/probe/plan-probe.ts';
import type {
  ProbeAnswer,
  ProbeConclusion,
  ProbePlan,
  ProbeResult,
} from '../../../../../shared/diagnose/probe/probe.ts';
import type { MaskedExchange } from '../../../../../shared/http/exchange.ts';
import { DEFAULT_ASSERTION } from '../../../../../shared/model/default-assertion.ts';
import type { Workspace } from '../../../../../shared/model/workspace.ts';
import { buildApiRequest } from '../../../../../shared/oauth/request/api-request.ts';
import type { AccessToken } from '../../../../../shared/oauth/token/token.ts';
import {
  aKey,
  anAccessToken,
  anExchange,
  aResponse,
  aTokenRequest,
  aWorkspace,
  type WorkspaceOverrides,
} from '../../fixtures.ts';

export interface Refusal {
  readonly exchange: MaskedExchange;
  readonly workspace: Workspace;
  readonly token: AccessToken | null;
}

/** A client that signs its assertions. */
export const SIGNER: WorkspaceOverrides = {
  keys: [aKey()],
  client: { authMethod: 'private_key_jwt', assertion: { ...DEFAULT_ASSERTION, keyId: 'key' } },
};

export function tokenRefusal(
  body: object | string,
  overrides: WorkspaceOverrides = {},
  secret = 'Secr3t!',
  status = 401,
): Refusal {
  const workspace = aWorkspace(overrides);
  const exchange = anExchange({
    request: aTokenRequest(workspace, secret),
    response: aResponse(body, { status }),
  });
  return { exchange, workspace, token: null };
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

export const aJwt = (claims: object) => `${encode({ alg: 'RS256', kid: 'k' })}.${encode(claims)}.c2ln`;

export function apiRefusal(
  status: number,
  {
    method = 'GET',
    token: value = aJwt({ iss: 'https://localhost:8443', aud: 'other' }),
    challenge = 'Bearer error="invalid_token"',
    ...overrides
  }: { method?: string; token?: string; challenge?: string } & Partial<AccessToken> = {},
): Refusal {
  const workspace = aWorkspace();
  const token = anAccessToken({ value, expiresAt: Date.UTC(2030, 0, 1), ...overrides });
  const request = buildApiRequest({ ...workspace.api, method }, token);
  if (!request.ok) throw new Error(request.error.message);
  const response = aResponse('', {
    status,
    headers: challenge === '' ? {} : { 'WWW-Authenticate': challenge },
  });
  return { exchange: anExchange({ purpose: 'api', request: request.value, response }), workspace, token };
}

const contextOf = ({ workspace, token, exchange }: Refusal) => ({
  workspace,
  token,
  now: exchange.startedAt + 1_000,
});

export function planOf(refusal: Refusal): ProbePlan | null {
  const context = contextOf(refusal);
  return planProbe(refusal.exchange, context, examine(refusal.exchange, context));
}

export const stepIds = (plan: ProbePlan | null) => plan?.steps.map(({ id }) => id) ?? null;

export function anAnswer(overrides: Partial<ProbeAnswer> = {}): ProbeAnswer {
  return {
    exchangeId: 'probe',
    requests: 1,
    outcome: 'refused',
    status: 401,
    code: 'invalid_client',
    said: '401 invalid_client',
    ...overrides,
  };
}

/** What follows when the steps of the plan are answered so; those that are not named were not sent. */
export function conclusionOf(
  refusal: Refusal,
  answers: Readonly<Record<string, Partial<ProbeAnswer>>>,
): ProbeConclusion {
  const plan = planOf(refusal);
  const unknown = Object.keys(answers).filter((id) => !plan?.steps.some((step) => step.id === id));
  if (!plan || unknown.length > 0) throw new Error(`Not in the plan: ${unknown.join(', ')}`);
  const results = plan.steps.flatMap((step): ProbeResult[] => {
    const answer = answers[step.id];
    return answer ? [{ step, answer: anAnswer(answer) }] : [];
  });
  const conclusion = concludeProbe(refusal.exchange, contextOf(refusal), results);
  if (!conclusion) throw new Error('no result');
  return conclusion;
}
