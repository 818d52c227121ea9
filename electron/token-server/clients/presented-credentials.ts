import { basicCredentialsOf, decodeBasic } from '../../../shared/oauth/basic.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Form } from '../http/form.ts';
import type { Refusal } from '../http/oauth-error.ts';
import { quote } from '../http/oauth-error.ts';
import type { ServerRequest } from '../http/request.ts';

/** One way to read what a request presents. */
export interface Credentials {
  readonly clientId: string;
  readonly secret: string;
}

/** What a request presents to authenticate its client, before anything is checked. */
export interface PresentedCredentials {
  readonly method: 'client_secret_basic' | 'client_secret_post';
  readonly credentials: Credentials;
  /** The same header without form decoding, where that reads differently. */
  readonly raw: Credentials | null;
}

/**
 * Finds the client's credentials in a request (RFC 6749 §2.3.1).
 *
 * Two methods at once are refused as the RFC has it ("MUST NOT use more than one authentication method", §2.3),
 * where Curity would go by the header: a test bench should show the mistake. A body that only repeats the header's
 * `client_id` uses one method, and is accepted.
 */
export function findCredentials(request: ServerRequest, form: Form): Result<PresentedCredentials, Refusal> {
  const [authorization, ...others] = request.authorizations;
  if (others.length > 0) {
    return err({ error: 'invalid_request', description: 'There is more than one Authorization header' });
  }
  return authorization === undefined ? findInBody(form) : findInHeader(authorization, form);
}

function findInBody(form: Form): Result<PresentedCredentials, Refusal> {
  const clientId = form.get('client_id');
  const secret = form.get('client_secret');
  if (clientId === undefined) {
    return err(
      secret === undefined
        ? invalidClient(
            'No client authentication is included: send client_id and client_secret, or Basic credentials',
          )
        : invalidClient('client_secret is there, but client_id is missing'),
    );
  }
  if (secret === undefined) {
    return err({ ...invalidClient(`client_secret is missing`), clientId });
  }
  return ok({ method: 'client_secret_post', credentials: { clientId, secret }, raw: null });
}

function findInHeader(authorization: string, form: Form): Result<PresentedCredentials, Refusal> {
  if (!/^basic(?: |$)/i.test(authorization)) {
    const scheme = quote(authorization.split(' ', 1)[0] ?? '', 20);
    return err(
      challenge(`The Authorization scheme ${scheme} does not authenticate a client here; use Basic`),
    );
  }
  const basic = decodeBasic(basicCredentialsOf(authorization) ?? '');
  if (basic === null) {
    return err(challenge('The Basic credentials are not base64 of id:secret in UTF-8'));
  }
  const { form: decoded, raw } = basic;
  const inBody = findSecondMethod(form, [decoded.clientId, raw.clientId]);
  if (inBody !== null) {
    return err({ error: 'invalid_request', description: inBody, clientId: decoded.clientId });
  }
  const same = decoded.clientId === raw.clientId && decoded.clientSecret === raw.clientSecret;
  return ok({
    method: 'client_secret_basic',
    credentials: { clientId: decoded.clientId, secret: decoded.clientSecret },
    raw: same ? null : { clientId: raw.clientId, secret: raw.clientSecret },
  });
}

function findSecondMethod(form: Form, headerIds: readonly string[]): string | null {
  if (form.has('client_secret')) {
    return 'The client authenticates twice, by the Authorization header and by client_secret in the body; use one';
  }
  const bodyId = form.get('client_id');
  if (bodyId === undefined || headerIds.includes(bodyId)) return null;
  return 'client_id in the body is not the client of the Authorization header';
}

function invalidClient(description: string): Refusal {
  return { error: 'invalid_client', description };
}

function challenge(description: string): Refusal {
  return { ...invalidClient(description), challenge: true };
}
