import { type AppError, appError } from '../../errors.ts';
import type { HttpRequest } from '../../http/exchange.ts';
import { activeClient } from '../../model/active-client.ts';
import type { Field, Workspace } from '../../model/workspace.ts';
import {
  type RequestCredentials,
  secretOnly,
  secretValuesOf,
} from '../../oauth/client-authentication/request-credentials.ts';
import { METHODS } from '../../oauth/methods/methods.ts';
import { buildApiRequest } from '../../oauth/request/api-request.ts';
import { buildTokenRequest } from '../../oauth/request/token-request.ts';
import { err, ok, type Result } from '../../result.ts';
import { revealText } from '../../text/sensitive-text.ts';
import { byteLength } from '../../text/utf8.ts';
import type { TlsPolicy } from '../../tls/policy.ts';
import { checkResolved } from '../../variables/check-resolved.ts';
import type { SecretValues } from '../../variables/fill-secrets.ts';
import { ownSecret } from '../../variables/own-secrets.ts';
import { resolveWorkspace } from '../../variables/resolve-workspace.ts';
import { findObstacle } from './obstacles.ts';
import type { ApiCall, BasicPlan, SnippetPlan, TlsPlan, TokenCall } from './plan.ts';
import { planHeaders } from './plan-headers.ts';
import { planParameters } from './plan-parameters.ts';
import type { SnippetTarget } from './snippet.ts';
import { strictUrl } from './snippet-url.ts';
import type { Value } from './value.ts';
import { VariableNames } from './variable-names.ts';

/** Stands for a value from the environment; the builders mark it as secret. */
const PLACEHOLDER = 'placeholder';

/**
 * Plans a workspace's calls from the actual requests, so that a snippet cannot silently differ from them. Fails with
 * `config.invalid` if the workspace gives no valid request, or no faithful program.
 */
export function buildPlan(typed: Workspace, target: SnippetTarget): Result<SnippetPlan, AppError> {
  const resolution = resolveWorkspace(typed);
  const { workspace } = resolution;
  const secretVariables = placeholdersOf(resolution.secrets.map(({ name }) => name));
  const credentials: RequestCredentials = { ...secretOnly(PLACEHOLDER), secretVariables };
  const request = buildTokenRequest(workspace, credentials);
  if (!request.ok) return request;
  const secrets = secretValuesOf(credentials);
  const unresolved = target === 'api' ? checkResolved(resolution, 'api', secrets) : null;
  if (unresolved) return err(unresolved);
  const apiRequest = target === 'api' ? buildApiRequest(workspace.api, null, null, secrets) : ok(null);
  if (!apiRequest.ok) return apiRequest;
  const obstacle = findObstacle(workspace, request.value, apiRequest.value);
  if (obstacle) return err(obstacle);

  const names = new VariableNames();
  const notes: string[] = [];
  const token = planTokenCall(workspace, request.value, names, notes);
  const api = apiRequest.value && planApiCall(apiRequest.value, workspace.api.headers, names, notes);
  const tooLong = findTooLong(token, api);
  if (tooLong) return err(tooLong);
  noteConnection(workspace, api, notes);
  return ok({
    token,
    api,
    tls: planTls(workspace.tls, notes),
    timeLimitMs: workspace.timeLimitMs,
    environment: names.list,
    notes,
  });
}

function placeholdersOf(names: readonly string[]): SecretValues {
  return new Map(names.filter((name) => !ownSecret(name)).map((name) => [name, `${PLACEHOLDER} ${name}`]));
}

function planTokenCall(
  workspace: Workspace,
  request: HttpRequest,
  names: VariableNames,
  notes: string[],
): TokenCall {
  const { headers, basic } = planAuthorization(workspace, request, names);
  const { rawBody } = workspace.request;
  return {
    url: strictUrl(request.url),
    headers: planHeaders(headers, workspace.request.headers, names, notes),
    basic,
    body:
      rawBody === null
        ? { kind: 'form', parameters: planParameters(request.body ?? [], names) }
        : { kind: 'raw', value: names.valueOf(request.body ?? []) },
  };
}

/** Removes the Basic credentials we generate from the headers; keeps those the user typed. */
function planAuthorization(
  workspace: Workspace,
  { headers }: HttpRequest,
  names: VariableNames,
): { readonly headers: HttpRequest['headers']; readonly basic: BasicPlan | null } {
  const { clientId, authMethod, basicEncoding } = activeClient(workspace);
  const overridden = workspace.request.headers.some(
    ({ name, enabled }) => enabled && name.trim().toLowerCase() === 'authorization',
  );
  if (METHODS[authMethod].sentIn !== 'header' || overridden) return { headers, basic: null };
  return {
    headers: headers.filter(({ name }) => name.toLowerCase() !== 'authorization'),
    basic: { clientId, encoding: basicEncoding, variable: names.nameFor('CLIENT_SECRET', PLACEHOLDER) },
  };
}

function planApiCall(
  request: HttpRequest,
  typed: readonly Field[],
  names: VariableNames,
  notes: string[],
): ApiCall {
  return {
    method: request.method,
    url: strictUrl(request.url),
    headers: planHeaders(request.headers, typed, names, notes),
    body: request.body && revealText(request.body),
  };
}

function planTls({ verification, extraCas, pins }: TlsPolicy, notes: string[]): TlsPlan {
  const verify = verification === 'on';
  if (verify && pins.length > 0) {
    const hosts = pins.map(({ host }) => host).join(', ');
    notes.push(
      `The certificate pinned for ${hosts} is not pinned in this program: it verifies the chain. Trust the CA instead.`,
    );
  }
  const pem = extraCas.map((ca) => `${ca.pem.trim()}\n`).join('');
  return { verify, caFile: verify && pem !== '' ? pem : null };
}

/** Settings of this machine, which the program does not include. */
function noteConnection(
  { proxy, httpVersion, api: draft }: Workspace,
  api: ApiCall | null,
  notes: string[],
): void {
  if (proxy?.mode === 'explicit') {
    notes.push('The workspace’s proxy is not in the program: set it where the program runs.');
  }
  if (httpVersion === '2') notes.push('The program speaks the version of HTTP that its library chooses.');
  if (api && draft.followRedirects) notes.push('The program does not follow redirects.');
}

/** Java allows no longer literals, and they would be unreadable. */
const LONGEST_LITERAL = 20_000;

function findTooLong(token: TokenCall, api: ApiCall | null): AppError | null {
  const values: Value[] = [
    token.body.kind === 'raw' ? token.body.value : token.body.parameters.flatMap(({ value }) => value),
    api?.body ? [api.body] : [],
  ];
  const isTooLong = values
    .flat()
    .some((part) => typeof part === 'string' && byteLength(part) > LONGEST_LITERAL);
  if (!isTooLong) return null;
  return appError('config.invalid', 'Code is not offered for a body of more than 20 kB.', {
    nextStep: 'Shorten the body, or copy the request as curl.',
  });
}
