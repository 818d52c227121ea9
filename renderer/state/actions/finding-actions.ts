import type { FindingAction } from '../../../shared/diagnose/finding.ts';
import { assertUnreachable } from '../../../shared/errors.ts';
import type { ExchangePurpose } from '../../../shared/http/exchange.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { selectCurrentToken } from '../selectors/runs.ts';
import { store } from '../store.ts';
import { withAssertion } from './client-assertion.ts';
import { withClient } from './clients.ts';
import { discover } from './discovery.ts';
import { openKeys, withKey } from './keys.ts';
import { renewTokenAndCallApi, runApiRequest, runTokenRequest } from './runs.ts';
import { generateProofKey, switchDpopOn, withMendedProof } from './sender-constraint.ts';
import { trustEverywhere } from './settings.ts';
import { introspectToken, revokeToken, verifyToken } from './token-operations.ts';
import {
  withoutAuthorizationDetails,
  withoutScopes,
  withoutTargets,
  withResource,
  withScopes,
} from './token-request.ts';
import { ensureTokenServerRuns } from './token-server.ts';
import { updateActiveWorkspace } from './workspaces.ts';

/** The request a finding is about: the one to run again. */
export type FindingOrigin = ExchangePurpose;

/** Performs a finding's action and runs the request again, in one click. */
export async function performFindingAction(action: FindingAction, origin: FindingOrigin): Promise<void> {
  await performFindingActions([action], origin);
}

/** Performs several related actions and runs the request once. */
export async function performFindingActions(
  actions: readonly FindingAction[],
  origin: FindingOrigin,
): Promise<void> {
  for (const action of actions) if (!(await prepare(action, origin))) return;
  await (actions.some((action) => needsNewToken(action, origin)) ? renewTokenAndCallApi() : runAgain(origin));
}

/** Applies the action's change. False if nothing should run afterwards. */
async function prepare(action: FindingAction, origin: FindingOrigin): Promise<boolean> {
  if (action.kind === 'start-token-server') return ensureTokenServerRuns();
  if (action.kind === 'choose-key') {
    openKeys({ use: action.use });
    return false;
  }
  if (action.kind === 'trust-ca-everywhere') await trustEverywhere(action);
  if (action.kind === 'use-dpop' && !(await switchDpopOn())) return false;
  if (action.kind === 'new-proof-key' && !(await generateProofKey(action.algorithm))) return false;
  updateActiveWorkspace((workspace) => applyFindingAction(workspace, action, origin));
  return true;
}

/** The workspace after an action; unchanged if it affects something else. */
export function applyFindingAction(
  workspace: Workspace,
  action: FindingAction,
  origin: FindingOrigin,
): Workspace {
  switch (action.kind) {
    case 'switch-basic-encoding':
      return withClient(workspace, { basicEncoding: action.to });
    case 'switch-auth-method':
      return withClient(workspace, { authMethod: action.to });
    case 'drop-scopes':
      return withoutScopes(workspace, action.scopes);
    case 'add-scopes':
      return withScopes(workspace, action.scopes);
    case 'add-resource':
      return withResource(workspace, action.resource);
    case 'drop-targets':
      return withoutTargets(workspace, action.targets);
    case 'drop-authorization-details':
      return withoutAuthorizationDetails(workspace);
    case 'use-url':
      return origin === 'api'
        ? { ...workspace, api: { ...workspace.api, url: action.url } }
        : { ...workspace, server: { ...workspace.server, [ADDRESSES[origin]]: action.url } };
    case 'trust-ca':
      return withTls(workspace, {
        extraCas: [...workspace.tls.extraCas, { name: action.name, pem: action.pem }],
      });
    case 'pin-certificate': {
      const { host, fingerprint256 } = action;
      const others = workspace.tls.pins.filter((pin) => pin.host !== host);
      return withTls(workspace, { pins: [...others, { host, fingerprint256 }] });
    }
    case 'verification-off':
      return withTls(workspace, { verification: 'off' });
    case 'raise-time-limit':
      return { ...workspace, timeLimitMs: action.toMs };
    case 'drop-dpop':
      return withClient(workspace, { dpop: undefined });
    case 'mend-proof':
      return withMendedProof(workspace, origin === 'api' ? 'api' : 'token');
    case 'switch-audience':
      return withAssertion(workspace, { audience: action.to });
    case 'switch-assertion-type':
      return withAssertion(workspace, { typ: action.to });
    case 'shorten-assertion':
      return withAssertion(workspace, { lifetimeSeconds: action.toSeconds });
    case 'name-key':
      return withAssertion(workspace, { kid: true });
    case 'mend-assertion':
      return withAssertion(workspace, { fault: null });
    case 'present-certificate':
      return withKey(workspace, action.keyId, 'certificate');
    case 'choose-key':
    // These affect more than a workspace: see prepare.
    case 'trust-ca-everywhere':
    case 'use-dpop':
    case 'new-proof-key':
    case 'start-token-server':
    case 'new-token-and-retry':
    case 'retry':
      return workspace;
    default:
      return assertUnreachable(action);
  }
}

/** An API call that failed because of its token needs a new one first. */
function needsNewToken({ kind }: FindingAction, origin: FindingOrigin): boolean {
  return origin === 'api' && NEEDS_NEW_TOKEN.includes(kind);
}

const NEEDS_NEW_TOKEN: readonly FindingAction['kind'][] = [
  'new-token-and-retry',
  'add-scopes',
  'add-resource',
  'drop-scopes',
  'use-dpop',
  'drop-dpop',
  'new-proof-key',
];

async function runAgain(origin: FindingOrigin): Promise<void> {
  if (origin === 'token') await runTokenRequest();
  else if (origin === 'api') await runApiRequest();
  else if (origin === 'metadata') await discover();
  else {
    const token = selectCurrentToken(store.getState());
    if (token) await OPERATIONS[origin](token);
  }
}

/** Location of each request's URL in the workspace. */
const ADDRESSES = {
  token: 'tokenEndpoint',
  metadata: 'issuer',
  introspection: 'introspectionEndpoint',
  revocation: 'revocationEndpoint',
  jwks: 'jwksUri',
} as const;

const OPERATIONS = { introspection: introspectToken, revocation: revokeToken, jwks: verifyToken } as const;

function withTls(workspace: Workspace, change: Partial<Workspace['tls']>): Workspace {
  return { ...workspace, tls: { ...workspace.tls, ...change } };
}
