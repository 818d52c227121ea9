import { type AppError, appError } from '../../errors.ts';
import type { HttpRequest } from '../../http/exchange.ts';
import { headerValue } from '../../http/header-fields.ts';
import { activeClient } from '../../model/active-client.ts';
import { usesAssertion } from '../../model/client-choices.ts';
import type { Field, Workspace } from '../../model/workspace.ts';
import { presentsCertificate } from '../../oauth/client-authentication/client-certificate.ts';

/** The methods that a few readable lines of any language can do: no keys, no signatures. */
const OFFERED_METHODS: readonly string[] = ['client_secret_basic', 'client_secret_post', 'none'];

/**
 * Why no snippet is offered for a workspace, or null. Refusing is better than code that asks for another token than
 * the bench does: a method of client authentication that is added later is refused until it is listed here.
 */
export function findObstacle(
  workspace: Workspace,
  token: HttpRequest,
  api: HttpRequest | null,
): AppError | null {
  const { authMethod, dpop } = activeClient(workspace);
  if (usesAssertion(authMethod)) {
    return notOffered(
      `${authMethod}: each request has to be signed`,
      'Use a library of the language for it, or copy the request as curl with a fresh assertion in it.',
    );
  }
  if (!OFFERED_METHODS.includes(authMethod)) return notOffered(authMethod);
  const carriesProof = [token, api].some((request) => request && headerValue(request.headers, 'dpop'));
  if (dpop || carriesProof) return notOffered('DPoP');
  if (presentsCertificate(workspace)) return notOffered('client certificates');
  if (api?.body?.some((span) => typeof span !== 'string')) {
    return notOffered('an API body with a secret in it');
  }
  if (api && isSwitchedOn(workspace.api.headers, 'authorization')) {
    return appError(
      'config.invalid',
      'The API call carries an Authorization header of its own, so it does not use the token.',
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
