import { endpointsOf } from '../../discovery/endpoints.ts';
import { type AppError, appError } from '../../errors.ts';
import { buildRequest } from '../../http/build-request.ts';
import type { HttpRequest } from '../../http/exchange.ts';
import { parseTargetUrl } from '../../http/target-url.ts';
import { activeClient } from '../../model/active-client.ts';
import type { TokenRequestDraft, Workspace } from '../../model/workspace.ts';
import { err, type Result } from '../../result.ts';
import { joinSpans, type SensitiveText } from '../../text/sensitive-text.ts';
import { checkResolved } from '../../variables/check-resolved.ts';
import type { SecretValues } from '../../variables/fill-secrets.ts';
import { isFormBody } from '../../variables/map-templates.ts';
import { resolveWorkspace } from '../../variables/resolve-workspace.ts';
import { presentsCertificate } from '../client-authentication/client-certificate.ts';
import { type RequestCredentials, secretValuesOf } from '../client-authentication/request-credentials.ts';
import { authenticateClient } from '../methods/methods.ts';
import { formParameter } from '../parameters/form-parameter.ts';
import { markBody } from '../parameters/mark-body.ts';

export interface BuildOptions {
  /** `literal` keeps references without a value, for the preview. Such a request is never sent. */
  readonly unresolved?: 'refuse' | 'literal';
}

/**
 * Builds the client credentials request (RFC 6749 §4.4.2) of the active client: POST with a form body. Parameter order:
 * `grant_type`, body credentials, `scope`, `resource`, `audience`, `authorization_details`, custom parameters. A raw
 * body replaces the built one byte for byte. Variables are resolved everywhere. With a client certificate the request
 * goes to the mTLS endpoint alias (RFC 8705 §5).
 * Fails with `config.invalid` if the input is not a valid request, and with `config.unresolved-variable` if a
 * referenced variable has no value.
 */
export function buildTokenRequest(
  typed: Workspace,
  credentials: RequestCredentials,
  { unresolved = 'refuse' }: BuildOptions = {},
): Result<HttpRequest, AppError> {
  const resolution = resolveWorkspace(typed);
  const { workspace } = resolution;
  const secrets = secretValuesOf(credentials);
  const problem = unresolved === 'refuse' ? checkResolved(resolution, 'token', secrets) : null;
  if (problem) return err(problem);
  const { token_endpoint } = endpointsOf(workspace, { mtls: presentsCertificate(workspace) });
  const url = parseTargetUrl(
    token_endpoint ?? '',
    'The token endpoint',
    'https://localhost:8443/oauth/v2/oauth-token',
  );
  if (!url.ok) return url;
  if (url.value.hash !== '') {
    return err(
      appError('config.invalid', 'The token endpoint has a fragment, the part after #.', {
        nextStep: 'Take it out: an endpoint must not have one, and it is never sent (RFC 6749 §3.2).',
      }),
    );
  }

  const authentication = authenticateClient(activeClient(workspace), credentials);
  const { request } = workspace;
  const { dpopProof } = credentials;
  return buildRequest({
    method: 'POST',
    url: url.value,
    ours: [
      { name: 'Accept', value: ['application/json'] },
      { name: 'Content-Type', value: ['application/x-www-form-urlencoded'] },
      ...authentication.headers,
      ...(dpopProof === null ? [] : [{ name: 'DPoP', value: [dpopProof] }]),
    ],
    theirs: request.headers,
    secrets,
    body:
      request.rawBody === null
        ? buildBody(request, authentication.parameters, secrets)
        : markBody(request.rawBody, {
            secrets,
            encoding: isFormBody(request.headers) ? 'form-secrets' : 'none',
          }),
  });
}

function buildBody(
  draft: TokenRequestDraft,
  credentials: readonly SensitiveText[],
  secrets: SecretValues,
): SensitiveText {
  const parameter = (name: string, value: string) => formParameter(name, value, secrets);
  return joinParameters([
    formParameter('grant_type', 'client_credentials'),
    ...credentials,
    ...(draft.scopes.length > 0 ? [formParameter('scope', draft.scopes.join(' '))] : []),
    ...(draft.resources ?? [])
      .filter((resource) => resource !== '')
      .map((resource) => parameter('resource', resource)),
    ...(draft.audience ? [parameter('audience', draft.audience)] : []),
    ...(draft.authorizationDetails ? [parameter('authorization_details', draft.authorizationDetails)] : []),
    ...draft.parameters
      .filter(({ enabled, name, value }) => enabled && (name !== '' || value !== ''))
      .map(({ name, value }) => parameter(name, value)),
  ]);
}

/** Joins parameters with `&`. */
export function joinParameters(parameters: readonly SensitiveText[]): SensitiveText {
  return joinSpans(parameters.flatMap((parameter, index) => (index === 0 ? parameter : ['&', ...parameter])));
}
