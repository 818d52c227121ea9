import { endpointsOf } from '../../discovery/endpoints.ts';
import { type AppError, appError } from '../../errors.ts';
import { buildRequest } from '../../http/build-request.ts';
import type { HttpRequest } from '../../http/exchange.ts';
import { parseTargetUrl } from '../../http/target-url.ts';
import { activeClient } from '../../model/active-client.ts';
import type { Workspace } from '../../model/workspace.ts';
import { err, type Result } from '../../result.ts';
import { checkResolved } from '../../variables/check-resolved.ts';
import { resolveWorkspace } from '../../variables/resolve-workspace.ts';
import { presentsCertificate } from '../client-authentication/client-certificate.ts';
import { type RequestCredentials, secretValuesOf } from '../client-authentication/request-credentials.ts';
import { formSecret } from '../methods/form-secret.ts';
import { authenticateClient } from '../methods/methods.ts';
import { formParameter } from '../parameters/form-parameter.ts';
import { joinParameters } from '../request/token-request.ts';
import type { IntrospectionFormat } from './introspection.ts';

/** A token to introspect or revoke. */
export interface TokenOperation {
  readonly token: string;
  /** `token_type_hint` (RFC 7009 §2.1, RFC 7662 §2.1); empty to omit it. */
  readonly hint: string;
}

/** The media type that requests each format (RFC 7662 §2.1, RFC 9701 §4, Curity's phantom token). */
export const INTROSPECTION_TYPES: Readonly<Record<IntrospectionFormat, string>> = {
  json: 'application/json',
  rfc9701: 'application/token-introspection+jwt',
  curity: 'application/jwt',
};

/**
 * Builds an introspection request (RFC 7662 §2.1): POST, form body, the client authenticated as at the token endpoint.
 * Fails with `config.not-found` if the endpoint is unknown, with `config.invalid` if its URL is invalid, and with
 * `config.unresolved-variable` if a referenced variable has no value.
 */
export function buildIntrospectionRequest(
  workspace: Workspace,
  credentials: RequestCredentials,
  operation: TokenOperation & { readonly format: IntrospectionFormat },
): Result<HttpRequest, AppError> {
  const accept = INTROSPECTION_TYPES[operation.format];
  return buildOperation('introspection', workspace, credentials, operation, accept);
}

/** Builds a revocation request (RFC 7009 §2.1). Fails as {@link buildIntrospectionRequest}. */
export function buildRevocationRequest(
  workspace: Workspace,
  credentials: RequestCredentials,
  operation: TokenOperation,
): Result<HttpRequest, AppError> {
  return buildOperation('revocation', workspace, credentials, operation, 'application/json');
}

function buildOperation(
  name: 'introspection' | 'revocation',
  typed: Workspace,
  credentials: RequestCredentials,
  { token, hint }: TokenOperation,
  accept: string,
): Result<HttpRequest, AppError> {
  const resolution = resolveWorkspace(typed);
  const { workspace } = resolution;
  const problem = checkResolved(resolution, 'server', secretValuesOf(credentials));
  if (problem) return err(problem);
  const endpoint = endpointsOf(workspace, { mtls: presentsCertificate(workspace) })[`${name}_endpoint`];
  if (endpoint === null) {
    return err(
      appError('config.not-found', `No ${name} endpoint is known.`, {
        nextStep:
          'Press Discover in step 1 to read it from the server’s metadata, or enter it there under Endpoints.',
      }),
    );
  }
  const url = parseTargetUrl(
    endpoint,
    `The ${name} endpoint`,
    `https://localhost:8443/oauth/v2/${name === 'introspection' ? 'oauth-introspect' : 'oauth-revoke'}`,
  );
  if (!url.ok) return url;
  const authentication = authenticateClient(activeClient(workspace), credentials);
  return buildRequest({
    method: 'POST',
    url: url.value,
    ours: [
      { name: 'Accept', value: [accept] },
      { name: 'Content-Type', value: ['application/x-www-form-urlencoded'] },
      ...authentication.headers,
    ],
    theirs: [],
    body: joinParameters([
      ['token=', formSecret('ACCESS_TOKEN', token)],
      ...(hint === '' ? [] : [formParameter('token_type_hint', hint)]),
      ...authentication.parameters,
    ]),
  });
}
