import type { Client } from '../../model/workspace.ts';
import { encodeForm } from '../../text/form-encoding.ts';
import type { SecretName, SensitiveText } from '../../text/sensitive-text.ts';
import { formSecret } from './form-secret.ts';

/** One method of client authentication: all that Credence knows of it. */
export interface Method {
  /** Where it is defined. */
  readonly reference: string;
  /** What the client needs for it: decides which field the form shows. */
  readonly credential: 'secret' | 'key' | 'certificate' | 'nothing';
  /** Where the proof is sent. A handshake needs TLS: over plain HTTP nothing is proven. */
  readonly sentIn: 'header' | 'body' | 'handshake' | 'nowhere';
  /** What signs the assertion (RFC 7523 §2.2); null for a method without one. */
  readonly assertion: 'secret' | 'key' | null;
  /** Whether the credential never leaves this side (RFC 9700 §2.5). */
  readonly isAsymmetric: boolean;
  readonly texts: MethodTexts;
  /** Why no code snippet is offered; null if one is. */
  readonly snippetObstacle: { readonly what: string; readonly nextStep?: string } | null;
  /** What it adds to a request. A missing credential is sent as an empty one: the server's response is an experiment too. */
  authenticate(client: Client, credentials: ClientCredentials): ClientAuthentication;
}

interface MethodTexts {
  /** The heading of the list that it stands under. */
  readonly group: MethodGroup;
  /** A few words, beside its name in the list. */
  readonly hint: string;
  /** One sentence, under the method that is chosen. */
  readonly note: string;
}

/** In the order of the list. */
export const METHOD_GROUPS = [
  'Client secret',
  'Signed JWT',
  'Client certificate (mTLS)',
  'No authentication',
] as const;
type MethodGroup = (typeof METHOD_GROUPS)[number];

/** What a client proves itself with. */
export interface ClientCredentials {
  /** Null if none was entered, or the method needs none. */
  readonly secret: string | null;
  /** A signed client assertion (RFC 7521 §4.2); null if the method has none, or none could be signed. */
  readonly assertion: string | null;
}

/** What authenticating a client adds to a request. */
export interface ClientAuthentication {
  readonly headers: readonly { readonly name: string; readonly value: SensitiveText }[];
  /** Parameters for the body, in the order they are sent; already form-encoded. */
  readonly parameters: readonly SensitiveText[];
}

/** RFC 7523 §2.2. */
const JWT_BEARER_ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** The parameters of a client that authenticates with an assertion (RFC 7521 §4.2). */
export function sendAssertion({ clientId }: Client, { assertion }: ClientCredentials): ClientAuthentication {
  return {
    headers: [],
    parameters: [
      // RFC 7521 §4.2: optional, but some servers find the client by it.
      plainParameter('client_id', clientId),
      plainParameter('client_assertion_type', JWT_BEARER_ASSERTION),
      secretParameter('client_assertion', 'CLIENT_ASSERTION', assertion ?? ''),
    ],
  };
}

/** Names the client (RFC 6749 §3.2.1) and leaves the proof to the TLS handshake, or to nobody. */
export function sendClientId({ clientId }: Client): ClientAuthentication {
  return { headers: [], parameters: [plainParameter('client_id', clientId)] };
}

export function plainParameter(name: string, value: string): SensitiveText {
  return [`${name}=${encodeForm(value)}`];
}

export function secretParameter(name: string, secret: SecretName, value: string): SensitiveText {
  return value === '' ? [`${name}=`] : [`${name}=`, formSecret(secret, value)];
}
