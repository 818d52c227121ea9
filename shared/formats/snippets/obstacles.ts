import { type AppError, appError } from '../../errors.ts';
import type { HttpRequest } from '../../http/exchange.ts';
import { headerValue } from '../../http/header-fields.ts';
import { markQuery } from '../../http/mark-query.ts';
import { activeClient } from '../../model/active-client.ts';
import type { Field, Workspace } from '../../model/workspace.ts';
import { presentsCertificate } from '../../oauth/client-authentication/client-certificate.ts';
import { METHODS } from '../../oauth/methods/methods.ts';
import type { TextSpan } from '../../text/sensitive-text.ts';

/**
 * Why a workspace gets no snippet, or null. Refusing is better than code that sends another request than the app. Each
 * client authentication method declares whether a few readable lines can implement it.
 */
export function findObstacle(
  workspace: Workspace,
  token: HttpRequest,
  api: HttpRequest | null,
): AppError | null {
  const { authMethod, dpop } = activeClient(workspace);
  const { snippetObstacle } = METHODS[authMethod];
  if (snippetObstacle) return notOffered(snippetObstacle.what, snippetObstacle.nextStep);
  const carriesProof = [token, api].some((request) => request && headerValue(request.headers, 'dpop'));
  if (dpop || carriesProof) return notOffered('DPoP');
  if (presentsCertificate(workspace)) return notOffered('client certificates');
  if (api?.body?.some((span) => typeof span !== 'string')) {
    return notOffered('an API body with a secret in it');
  }
  const isSecret = (span: TextSpan) => typeof span !== 'string';
  if ([token, api].some((request) => request && markQuery(request.url).some(isSecret))) {
    return notOffered('a URL with a secret in its query');
  }
  if (api && isSwitchedOn(workspace.api.headers, 'authorization')) {
    return appError(
      'config.invalid',
      'The API call has its own Authorization header, so it does not use the token.',
      { nextStep: 'Switch that header off to get code that obtains, uses and renews the token.' },
    );
  }
  return null;
}

function notOffered(
  what: string,
  nextStep = 'Copy the request as curl, or use a client library that supports it.',
): AppError {
  return appError('config.invalid', `Code snippets are not offered for ${what}.`, { nextStep });
}

function isSwitchedOn(headers: readonly Field[], name: string): boolean {
  return headers.some((field) => field.enabled && field.name.trim().toLowerCase() === name);
}
