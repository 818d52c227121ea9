import type { Client } from '../../model/workspace.ts';
import { encodeForm } from '../../text/form-encoding.ts';
import type { SecretName, SensitiveText } from '../../text/sensitive-text.ts';
import { formSecret } from './form-secret.ts';

/** Everything Credence knows about one client authentication method. */
export interface Method {
  /** Where it is defined. */
  readonly reference: string;
  /** The credential it needs: decides which field the form shows. */
  readonly credential: 'secret' | 'key' | 'certificate' | 'nothing';
  /** Where the credential is sent. A handshake needs TLS: plain HTTP proves nothing. */
  readonly sentIn: 'header' | 'body' | 'handshake' | 'nowhere';
  /** What signs the assertion (RFC 7523 §2.2); null if the method has none. */
  readonly assertion: 'secret' | 'key' | null;
  /** Whether the private credential is never sent (RFC 9700 §2.5). */
  readonly isAsymmetric: boolean;
  readonly texts: MethodTexts;
  /** Why no code snippet is offered; null if one is. */
  readonly snippetObstacle: { readonly what: string; readonly nextStep?: string } | null;
  /** Adds the credential to a request. A missing one is sent empty, so that you can test the server's response. */
  authenticate(client: Client, credentials: ClientCredentials): ClientAuthentication;
}

interface MethodTexts {
  /** Its heading in the list. */
  readonly group: MethodGroup;
  /** A short hint beside its name in the list. */
  readonly hint: string;
  /** One sentence below the selected method. */
  readonly note: string;
}

/** In list order. */
export const METHOD_GROUPS = [
  'Client secret',
  'Signed JWT',
  'Client certificate (mTLS)',
  'No authentication',
] as const;
type MethodGroup = (typeof METHOD_GROUPS)[number];

/** A client's credentials. */
export interface ClientCredentials {
  /** Null if not set, or not needed by the method. */
  readonly secret: string | null;
  /** A signed client assertion (RFC 7521 §4.2); null if the method has none, or signing was impossible. */
  readonly assertion: string | null;
}

/** What client authentication adds to a request. */
export interface ClientAuthentication {
  readonly headers: readonly { readonly name: string; readonly value: SensitiveText }[];
  /** Body parameters in order, already form-encoded. */
  readonly parameters: readonly SensitiveText[];
}

/** RFC 7523 §2.2. */
const JWT_BEARER_ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** The parameters of a client that authenticates with an assertion (RFC 7521 §4.2). */
export function sendAssertion({ clientId }: Client, { assertion }: ClientCredentials): ClientAuthentication {
  return {
    headers: [],
    parameters: [
      // Optional in RFC 7521 §4.2, but some servers use it to find the client.
      plainParameter('client_id', clientId),
      plainParameter('client_assertion_type', JWT_BEARER_ASSERTION),
      secretParameter('client_assertion', 'CLIENT_ASSERTION', assertion ?? ''),
    ],
  };
}

/** Sends only the client ID (RFC 6749 §3.2.1). The TLS handshake authenticates, or nothing does. */
export function sendClientId({ clientId }: Client): ClientAuthentication {
  return { headers: [], parameters: [plainParameter('client_id', clientId)] };
}

export function plainParameter(name: string, value: string): SensitiveText {
  return [`${name}=${encodeForm(value)}`];
}

export function secretParameter(name: string, secret: SecretName, value: string): SensitiveText {
  return value === '' ? [`${name}=`] : [`${name}=`, formSecret(secret, value)];
}
