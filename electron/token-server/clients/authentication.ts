import type { ClientAuthMethod } from '../../../shared/model/client.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { methodsOf } from '../../../shared/token-server/describe-client.ts';
import type { ServerClient } from '../../../shared/token-server/server-client.ts';
import type { Refusal } from '../http/oauth-error.ts';

export interface AuthenticatedClient {
  readonly client: ServerClient;
  readonly method: ClientAuthMethod;
  /** A remark for the log about how the client authenticated. */
  readonly remark: string | null;
}

const MAX_ID_LENGTH = 1000;

/** The result of checking a client's credentials. */
export type Authentication = Result<AuthenticatedClient, Refusal>;

/** An authenticated client. */
export function authenticated(
  client: ServerClient,
  method: ClientAuthMethod,
  remark: string | null,
): Authentication {
  return ok({ client, method, remark });
}

export interface UnprovenDetails {
  /** Deviations from the RFCs that do not depend on the client. */
  readonly remarks?: readonly string[];
  /** Whether it used the Authorization header. */
  readonly challenge?: boolean;
}

/**
 * A failed authentication. The description does not depend on whether the client exists, so it reveals nothing; the log
 * has the full reason.
 */
export function unproven(
  clientId: string,
  reason: string,
  { challenge = false, remarks = [] }: UnprovenDetails = {},
): Authentication {
  return err({
    error: 'invalid_client',
    description: ['The client is unknown, or its credentials do not match', ...remarks].join('; '),
    reason: [reason, ...remarks].join('; '),
    // Cut for the log. No registered id is longer.
    clientId: clientId.slice(0, MAX_ID_LENGTH),
    challenge,
  });
}

/** For the log: the client is registered for another method. */
export function describeWrongMethod({ authentication }: ServerClient, used: string): string {
  return `the client is registered for ${methodsOf(authentication).join(' or ')}, and the request uses ${used}`;
}

/** Rejects a public client where authentication is required (RFC 7662 §2.1). */
export function requireProof(authentication: Authentication): Authentication {
  if (!authentication.ok || authentication.value.method !== 'none') return authentication;
  const { clientId } = authentication.value.client;
  const description = 'A public client cannot authenticate, and this endpoint requires it';
  return err({ error: 'invalid_client', description, clientId });
}
