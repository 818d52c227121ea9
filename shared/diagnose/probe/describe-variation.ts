import type { Variation } from './probe.ts';

interface VariationTexts<V extends Variation> {
  /** What is varied, as a label. */
  readonly label: (variation: V) => string;
  /** What the server sees. */
  readonly sends: (variation: V) => string;
  readonly ifAccepted: (variation: V) => string;
  readonly ifRefused: (variation: V) => string;
}

type OfKind<K extends Variation['kind']> = Extract<Variation, { kind: K }>;

/** Everything that is said of a variation, before and after it ran. */
const TEXTS: { readonly [K in Variation['kind']]: VariationTexts<OfKind<K>> } = {
  secret: {
    label: (variation) => credentialsLabel(variation),
    sends: ({ method }) =>
      method === 'client_secret_post'
        ? 'A token request with client_id and client_secret in the body'
        : 'A token request with Basic credentials',
    ifAccepted: ({ method, encoding }) =>
      method === 'client_secret_post'
        ? 'The server accepts the secret in the body.'
        : encoding === 'raw'
          ? 'The server does not form-decode credentials.'
          : 'The server form-decodes credentials.',
    ifRefused: () => 'Not this way either.',
  },
  scopes: {
    label: ({ scopes }) => (scopes.length === 0 ? 'No scope' : `Only scope ${scopes.join(' ')}`),
    sends: ({ scopes }) =>
      scopes.length === 0 ? 'The token request without scope' : 'The token request with another scope',
    ifAccepted: ({ scopes }) =>
      scopes.length === 0
        ? 'The requested scope is the problem.'
        : `The client may have ${scopes.join(' ')}.`,
    ifRefused: ({ scopes }) =>
      scopes.length === 0 ? 'It is not the scope.' : `The client may not have ${scopes.join(' ')}.`,
  },
  'no-target': {
    label: () => 'No resource or audience',
    sends: () => 'The token request without resource and audience',
    ifAccepted: () => 'The resource or audience is the problem.',
    ifRefused: () => 'It is not the resource or audience.',
  },
  'assertion-audience': {
    label: ({ to }) => (to === 'issuer' ? 'aud: the issuer' : 'aud: the token endpoint'),
    sends: () => 'A token request with a new assertion',
    ifAccepted: ({ to }) =>
      to === 'issuer'
        ? 'The server expects its issuer as aud (RFC 10070).'
        : 'The server still expects the token endpoint as aud.',
    ifRefused: () => 'It is not the aud of the assertion.',
  },
  'assertion-type': {
    label: ({ to }) => `typ: ${to}`,
    sends: () => 'A token request with a new assertion',
    ifAccepted: ({ to }) => `The server expects typ ${to}.`,
    ifRefused: () => 'It is not the typ of the assertion.',
  },
  proof: {
    label: () => 'With a DPoP proof',
    sends: () => 'The token request with a DPoP proof',
    ifAccepted: () => 'The server binds tokens to a key.',
    ifRefused: () => 'It is not a missing proof.',
  },
  metadata: {
    label: () => 'Server metadata',
    sends: () => 'GET requests for its metadata, without credentials',
    ifAccepted: () => 'It names the token endpoint and the authentication methods.',
    ifRefused: () => 'The server publishes no metadata here.',
  },
  introspection: {
    label: () => 'Ask the authorization server',
    sends: () => 'An introspection request (RFC 7662)',
    ifAccepted: () => 'It says whether the token is active, and for whom.',
    ifRefused: () => 'This client may not introspect.',
  },
  signature: {
    label: () => 'Check the signature',
    sends: () => 'A GET request for the published keys',
    ifAccepted: () => 'The authorization server issued this token.',
    ifRefused: () => 'The published keys do not verify the token.',
  },
  'resource-metadata': {
    label: () => 'Metadata of the API',
    sends: () => 'A GET request without credentials (RFC 9728)',
    ifAccepted: () => 'It says which tokens the API expects.',
    ifRefused: () => 'The API publishes no metadata.',
  },
  'no-token': {
    label: () => 'The call without its token',
    sends: () => 'The same call without Authorization',
    ifAccepted: () => 'This call needs no token.',
    ifRefused: () => 'Another response shows that the API reads the token.',
  },
  'new-token': {
    label: () => 'The call with a new token',
    sends: () => 'A token request, and the same call',
    ifAccepted: () => 'The old token was the problem.',
    ifRefused: () => 'The age of the token is not the problem.',
  },
};

export type VariationDescription = { readonly [K in keyof VariationTexts<Variation>]: string };

export function describeVariation(variation: Variation): VariationDescription {
  const texts = TEXTS[variation.kind] as VariationTexts<Variation>;
  return {
    label: texts.label(variation),
    sends: texts.sends(variation),
    ifAccepted: texts.ifAccepted(variation),
    ifRefused: texts.ifRefused(variation),
  };
}

export function credentialsLabel({
  method,
  encoding,
}: Pick<OfKind<'secret'>, 'method' | 'encoding'>): string {
  if (method === 'client_secret_post') return 'Secret in the body';
  return encoding === 'raw' ? 'Raw Basic credentials' : 'Form-encoded Basic credentials';
}
