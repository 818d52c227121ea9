import type { IncomingHttpHeaders } from 'node:http';
import { isScopeToken } from '../../../../shared/oauth/parameters/scope.ts';
import { sensitiveHeader, sensitiveParameter } from '../../../../shared/oauth/sensitive-parameters.ts';
import { decodeForm, parseForm } from '../../../../shared/text/form-encoding.ts';
import type { Answer } from '../../http/answer.ts';
import { isForm } from '../../http/form.ts';
import type { ServerRequest } from '../../http/request.ts';
import type { ServerState } from '../../server-state.ts';
import { furtherClaims } from '../../tokens/access-token.ts';
import type { IssuedToken } from '../../tokens/token-store.ts';
import { checkAccess } from './check-access.ts';
import { answerAccess } from './demo-api.ts';

/**
 * Echoes any request, with details about the token. `?required_scope=…` requires one or more scopes. Secrets are
 * masked.
 */
export async function answerEcho(request: ServerRequest, state: ServerState, now: number): Promise<Answer> {
  const scope = requiredScope(request.query);
  const access = await checkAccess(request, state, now, scope);
  if (!access.ok) return access.error;
  return answerAccess(access.value, scope, {
    method: request.method,
    path: request.path,
    query: maskForm(request.query),
    headers: maskHeaders(request.headers),
    body: isForm(request.headers['content-type']) ? maskForm(request.body) : request.body,
    token: describeToken(access.value.token, now),
    certificate: describeCertificate(request),
  });
}

/** Space separated, as in the challenge; null for none. Skips invalid scope tokens. */
function requiredScope(query: string): string | null {
  const values = parseForm(query).flatMap(([name, value]) =>
    name === 'required_scope' ? value.split(' ') : [],
  );
  return values.filter(isScopeToken).join(' ') || null;
}

function describeToken(token: IssuedToken, now: number): Record<string, unknown> {
  const { audience, clientId, expiresAt, format, scope } = token;
  return {
    format,
    client_id: clientId,
    scope,
    aud: audience,
    ...furtherClaims(token),
    expires_in: Math.ceil((expiresAt - now) / 1000),
  };
}

function describeCertificate({ certificate }: ServerRequest): Record<string, unknown> | null {
  if (certificate === null) return null;
  const { distrust, thumbprint, x509 } = certificate;
  return {
    subject: x509.subject.split('\n').reverse().join(','),
    'x5t#S256': thumbprint,
    trusted: distrust === null,
  };
}

const MASK = '***';

function maskHeaders(headers: IncomingHttpHeaders): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, sensitiveHeader(name) ? maskField(value) : value]),
  );
}

/** Keeps the scheme of an Authorization header: it is useful and not secret. */
function maskField(value: unknown): string {
  const scheme = /^[A-Za-z]+(?= )/.exec(String(value))?.[0];
  return scheme === undefined ? MASK : `${scheme} ${MASK}`;
}

function maskForm(text: string): string {
  return text
    .split('&')
    .map((pair) => {
      const name = pair.split('=', 1)[0] ?? '';
      return sensitiveParameter(decodeForm(name)) ? `${name}=${MASK}` : pair;
    })
    .join('&');
}
