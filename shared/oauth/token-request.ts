import { endpointsOf } from '../discovery/endpoints.ts';
import { type AppError, appError } from '../errors.ts';
import { buildRequest } from '../http/build-request.ts';
import type { HttpRequest } from '../http/exchange.ts';
import { parseTargetUrl } from '../http/target-url.ts';
import { activeClient } from '../model/active-client.ts';
import type { TokenRequestDraft, Workspace } from '../model/workspace.ts';
import { err, type Result } from '../result.ts';
import { type SecretSpan, type SensitiveText, secretSpan } from '../text/sensitive-text.ts';
import {
  authenticateClient,
  contentOf,
  formParameter,
  formSecret,
  SECRET_PARAMETERS,
} from './client-auth.ts';
import { presentsCertificate } from './client-certificate.ts';
import { decodeForm, encodeForm } from './form-encoding.ts';
import type { RequestCredentials } from './request-credentials.ts';

/**
 * Builds the client credentials request (RFC 6749 §4.4.2) of a workspace's active client: POST, form body with
 * `grant_type` first, then the client's credentials where they go in the body, `scope`, `resource`, `audience`,
 * `authorization_details`, and the person's own parameters in their order. A raw body takes the place of the built
 * one, byte for byte. Where a certificate is presented it goes to the endpoint's alias for that (RFC 8705 §5).
 *
 * Fails with `config.invalid` when no request can be made of the input.
 */
export function buildTokenRequest(
  workspace: Workspace,
  credentials: RequestCredentials,
): Result<HttpRequest, AppError> {
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
    body:
      request.rawBody === null
        ? buildBody(request, authentication.parameters)
        : markRawBody(request.rawBody, credentials),
  });
}

function buildBody(draft: TokenRequestDraft, credentials: readonly SensitiveText[]): SensitiveText {
  return joinParameters([
    formParameter('grant_type', 'client_credentials'),
    ...credentials,
    ...(draft.scopes.length > 0 ? [formParameter('scope', draft.scopes.join(' '))] : []),
    ...(draft.resources ?? [])
      .filter((resource) => resource !== '')
      .map((resource) => formParameter('resource', resource)),
    ...(draft.audience ? [formParameter('audience', draft.audience)] : []),
    ...(draft.authorizationDetails
      ? [formParameter('authorization_details', draft.authorizationDetails)]
      : []),
    ...draft.parameters
      .filter(({ enabled, name, value }) => enabled && (name !== '' || value !== ''))
      .map(({ name, value }) => formParameter(name, value)),
  ]);
}

/** Joins parameters with `&`; neighbouring plain spans become one. */
function joinParameters(parameters: readonly SensitiveText[]): SensitiveText {
  const joined: SensitiveText[number][] = [];
  for (const [index, parameter] of parameters.entries()) {
    for (const span of index === 0 ? parameter : ['&', ...parameter]) {
      const last = joined.at(-1);
      if (typeof span === 'string' && typeof last === 'string') joined[joined.length - 1] = last + span;
      else joined.push(span);
    }
  }
  return joined;
}

/**
 * What stand for the client's secret and for a fresh assertion, form encoded, in a body written by hand: drafts are kept
 * on disk, where a secret must not be, and an assertion would grow old.
 */
export const SECRET_PLACEHOLDER = '{{client_secret}}';
export const ASSERTION_PLACEHOLDER = '{{client_assertion}}';

type Placeholders = Pick<RequestCredentials, 'secret' | 'assertion'>;

/**
 * A body written by hand, unchanged, with the values of secret parameters marked so that they are masked too, and
 * the placeholders replaced where there is something to replace them by.
 */
export function markRawBody(
  body: string,
  credentials: Placeholders = { secret: null, assertion: null },
): SensitiveText {
  return joinSpans(
    body.split(/(&)/).flatMap((part): SensitiveText => {
      const filled = fillPlaceholders(part, credentials);
      if (filled) return filled;
      const equals = part.indexOf('=');
      const name = SECRET_PARAMETERS[decodeForm(part.slice(0, Math.max(equals, 0)))];
      const value = part.slice(equals + 1);
      if (!name || value === '') return [part];
      const plain = decodeForm(value);
      const encoding = encodeForm(plain) === value ? 'form' : 'none';
      return [part.slice(0, equals + 1), secretSpan(name, value, encoding, contentOf(name, plain))];
    }),
  );
}

/** Null where nothing was to fill. */
function fillPlaceholders(part: string, { secret, assertion }: Placeholders): SensitiveText | null {
  const values = new Map<string, SecretSpan>([
    ...(secret === null ? [] : [[SECRET_PLACEHOLDER, formSecret('CLIENT_SECRET', secret)] as const]),
    ...(assertion === null
      ? []
      : [[ASSERTION_PLACEHOLDER, formSecret('CLIENT_ASSERTION', assertion)] as const]),
  ]);
  const pieces = part
    .split(/(\{\{client_(?:secret|assertion)\}\})/)
    .map((piece) => values.get(piece) ?? piece);
  return pieces.some((piece) => typeof piece !== 'string') ? pieces : null;
}

function joinSpans(spans: SensitiveText): SensitiveText {
  return joinParameters([spans]);
}
