import {
  type CertificateSubject,
  SECRET_METHODS,
  type SecretMethod,
} from '../../../shared/token-server/client-authentication.ts';
import type { ClientAuthenticationView, ServerClientView } from '../../../shared/token-server/client-view.ts';
import { DEFAULT_JWT_TOKEN, type JwtToken } from '../../../shared/token-server/jwt-token.ts';
import {
  type Binding,
  type Capability,
  CLIENT_DEFAULTS,
} from '../../../shared/token-server/server-client.ts';

export type AuthenticationMethod = ClientAuthenticationView['method'];

/** A token server client in the editor: all text as typed, possibly invalid. */
export interface ClientForm {
  readonly clientId: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly capabilities: readonly Capability[];
  readonly method: AuthenticationMethod;
  /** The method for which the server has this client's secret; null for none. */
  readonly secretFor: AuthenticationMethod | null;
  readonly accepts: readonly SecretMethod[];
  /** For assertions; empty means all. */
  readonly algorithms: readonly string[];
  readonly keysFrom: 'jwks' | 'url';
  readonly jwks: string;
  readonly jwksUrl: string;
  readonly subjectField: CertificateSubject['field'];
  readonly subjectValue: string;
  /** PEM, concatenated. */
  readonly certificates: string;
  readonly scopes: readonly string[];
  readonly defaultScopes: readonly string[];
  /** Seconds. */
  readonly lifetime: string;
  readonly tokenFormat: 'opaque' | 'jwt';
  readonly profile: JwtToken['profile'];
  readonly algorithm: JwtToken['algorithm'];
  /** Separated by white space. */
  readonly audience: string;
  /** A JSON object; empty for none. */
  readonly claims: string;
  readonly dpop: Binding;
  readonly certificateBinding: Binding;
}

/** Seconds, as in the tutorial. */
const USUAL_LIFETIME = '299';

const BLANK: ServerClientView = {
  clientId: '',
  description: '',
  authentication: { method: 'secret', hasSecret: false },
  scopes: [],
  tokenLifetime: Number(USUAL_LIFETIME),
  capabilities: ['client_credentials'],
};

/** The form for a new client. */
export function blankForm(): ClientForm {
  return formOf(BLANK);
}

/** The form for an existing client. */
export function formOf(client: ServerClientView): ClientForm {
  const { authentication, claims = CLIENT_DEFAULTS.claims, jwt = DEFAULT_JWT_TOKEN } = client;
  const empty: ClientForm = {
    clientId: client.clientId,
    description: client.description,
    enabled: client.enabled ?? CLIENT_DEFAULTS.enabled,
    capabilities: client.capabilities ?? CLIENT_DEFAULTS.capabilities,
    method: authentication.method,
    secretFor: 'hasSecret' in authentication && authentication.hasSecret ? authentication.method : null,
    accepts: SECRET_METHODS,
    algorithms: [],
    keysFrom: 'jwks',
    jwks: '',
    jwksUrl: '',
    subjectField: 'subject_dn',
    subjectValue: '',
    certificates: '',
    scopes: client.scopes,
    defaultScopes: client.defaultScopes ?? CLIENT_DEFAULTS.defaultScopes,
    lifetime: String(client.tokenLifetime),
    tokenFormat: client.tokenFormat ?? CLIENT_DEFAULTS.tokenFormat,
    profile: jwt.profile,
    algorithm: jwt.algorithm,
    audience: jwt.audience.join(' '),
    claims: Object.keys(claims).length === 0 ? '' : JSON.stringify(claims, null, 2),
    dpop: client.dpop ?? CLIENT_DEFAULTS.dpop,
    certificateBinding: client.certificateBinding ?? CLIENT_DEFAULTS.certificateBinding,
  };
  return { ...empty, ...authenticationForm(authentication) };
}

function authenticationForm(authentication: ClientAuthenticationView): Partial<ClientForm> {
  switch (authentication.method) {
    case 'secret':
      return { accepts: authentication.accepts ?? SECRET_METHODS };
    case 'client_secret_jwt':
      return { algorithms: authentication.algorithms ?? [] };
    case 'private_key_jwt': {
      const { algorithms = [], keys } = authentication;
      return keys.from === 'url'
        ? { algorithms, keysFrom: 'url', jwksUrl: keys.url }
        : { algorithms, keysFrom: 'jwks', jwks: JSON.stringify(keys.jwks, null, 2) };
    }
    case 'tls_client_auth':
      return { subjectField: authentication.subject.field, subjectValue: authentication.subject.value };
    case 'self_signed_tls_client_auth':
      return { certificates: authentication.certificates.map((pem) => pem.trim()).join('\n') };
    case 'none':
      return {};
  }
}
