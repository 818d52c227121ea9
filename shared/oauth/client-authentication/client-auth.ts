import { assertUnreachable } from '../../errors.ts';
import type { HeaderField } from '../../http/exchange.ts';
import type { Client } from '../../model/workspace.ts';
import { encodeForm } from '../../text/form-encoding.ts';
import { type SensitiveText, secretSpan } from '../../text/sensitive-text.ts';
import { fillSecrets, type SecretValues } from '../../variables/fill-secrets.ts';
import { isOnlySecrets, revealSecrets } from '../../variables/secret-marks.ts';
import { sensitiveParameter } from '../sensitive-parameters.ts';
import { encodeBasic, encodeBasicPart } from './basic.ts';
import { formAlike, formSecret } from './form-secret.ts';
import type { RequestCredentials } from './request-credentials.ts';

/** What authenticating a client adds to a request. */
export interface ClientAuthentication {
  readonly headers: readonly HeaderField[];
  /** Body parameters, form encoded, in order. */
  readonly parameters: readonly SensitiveText[];
}

/** RFC 7523 §2.2. */
const JWT_BEARER_ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Authenticates a client by one of the methods of RFC 6749 §2.3.1, by an assertion (RFC 7523 §2.2), or names it and
 * leaves the proof to the TLS handshake (RFC 8705 §2) or to nobody (`none`, RFC 6749 §3.2.1). A secret or an assertion
 * that is not there is sent as the empty one: the request can be seen and sent, and what the server makes of it is an
 * experiment too.
 */
export function authenticateClient(
  client: Client,
  { secret, assertion }: RequestCredentials,
): ClientAuthentication {
  const { clientId, authMethod, basicEncoding } = client;
  switch (authMethod) {
    case 'client_secret_basic': {
      const value = encodeBasic(clientId, secret ?? '', basicEncoding);
      const credentials = secret
        ? secretSpan('CLIENT_SECRET', value, `basic-${basicEncoding}`, {
            user: encodeBasicPart(clientId, basicEncoding),
            ...(basicEncoding === 'raw' ? { alike: 'plain' } : formAlike(secret)),
            ...(encodeForm(clientId) === clientId && encodeForm(secret) === secret
              ? { encodingsAgree: true }
              : {}),
          })
        : value;
      return { headers: [{ name: 'Authorization', value: ['Basic ', credentials] }], parameters: [] };
    }
    case 'client_secret_post':
      return {
        headers: [],
        parameters: [formParameter('client_id', clientId), formParameter('client_secret', secret ?? '')],
      };
    case 'client_secret_jwt':
    case 'private_key_jwt':
      return {
        headers: [],
        parameters: [
          // RFC 7521 §4.2: optional, but some servers find the client by it.
          formParameter('client_id', clientId),
          formParameter('client_assertion_type', JWT_BEARER_ASSERTION),
          formParameter('client_assertion', assertion ?? ''),
        ],
      };
    case 'tls_client_auth':
    case 'self_signed_tls_client_auth':
    case 'none':
      return { headers: [], parameters: [formParameter('client_id', clientId)] };
    default:
      return assertUnreachable(authMethod);
  }
}

/**
 * One `name=value` of a form body (RFC 6749 appendix B). The values of sensitive parameters are marked as secrets,
 * whoever wrote them, and so are the secrets that the value refers to.
 */
export function formParameter(
  name: string,
  value: string,
  secrets: SecretValues = NO_SECRETS,
): SensitiveText {
  const sensitive = sensitiveParameter(name);
  // A secret variable alone is named after the variable, not after the parameter.
  const isVariable = sensitive?.secret === 'PARAMETER' && isOnlySecrets(value);
  if (!sensitive || value === '' || isVariable) {
    const [first, ...rest] = fillSecrets(value, secrets, 'form');
    const head = `${encodeForm(name)}=`;
    return typeof first === 'string' ? [head + first, ...rest] : [head, ...(first ? [first] : []), ...rest];
  }
  const facts = sensitive.secret === 'PARAMETER' ? { parameter: name } : {};
  return [`${encodeForm(name)}=`, formSecret(sensitive.secret, revealSecrets(value, secrets), facts)];
}

const NO_SECRETS: SecretValues = new Map();
