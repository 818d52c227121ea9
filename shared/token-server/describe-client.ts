import type { ClientAuthMethod } from '../model/client.ts';
import type { CertificateSubject } from './client-authentication.ts';
import { SECRET_METHODS } from './client-authentication.ts';
import type { ClientAuthenticationView } from './client-view.ts';
import type { JwtToken } from './jwt-token.ts';
import { DEFAULT_JWT_TOKEN } from './jwt-token.ts';
import type { Binding, Capability, ServerClient } from './server-client.ts';

/** The registered names of a client's methods (RFC 8414 §2). */
export function methodsOf(
  authentication: Pick<ClientAuthenticationView, 'method'> & {
    readonly accepts?: readonly ClientAuthMethod[];
  },
): readonly ClientAuthMethod[] {
  const { method } = authentication;
  return method === 'secret' ? (authentication.accepts ?? SECRET_METHODS) : [method];
}

/** Whether a client authenticates with its TLS certificate (RFC 8705 §2). */
export function isCertificateMethod(method: string): boolean {
  return method === 'tls_client_auth' || method === 'self_signed_tls_client_auth';
}

/** A client's authentication as text: `Secret (Basic or body)`, `Certificate with the subject CN=…`. */
export function describeAuthentication(authentication: ClientAuthenticationView): string {
  switch (authentication.method) {
    case 'secret':
      return `Secret (${SECRET_PLACES[methodsOf(authentication).join()] ?? 'Basic or body'})${missing(authentication)}`;
    case 'client_secret_jwt':
      return `Assertion by secret${list(authentication.algorithms)}${missing(authentication)}`;
    case 'private_key_jwt': {
      const { algorithms, keys } = authentication;
      const where =
        keys.from === 'url' ? `keys at ${keys.url}` : counted(keys.jwks.keys.length, 'key', 'keys');
      return `Assertion by private key, ${where}${list(algorithms)}`;
    }
    case 'tls_client_auth':
      return `Certificate with the ${describeSubject(authentication.subject)}`;
    case 'self_signed_tls_client_auth':
      return counted(authentication.certificates.length, 'pinned certificate', 'pinned certificates');
    case 'none':
      return 'None (public client)';
  }
}

/** The identifying part of a certificate: `subject CN=client,O=Example`. */
export function describeSubject({ field, value }: CertificateSubject): string {
  return `${SUBJECTS[field]} ${value}`;
}

/** A client's token format: `Opaque`, `JWT (Curity’s kind, RS256)`. */
export function describeTokens({
  jwt = DEFAULT_JWT_TOKEN,
  tokenFormat,
}: Pick<ServerClient, 'jwt' | 'tokenFormat'>): string {
  return tokenFormat === 'jwt' ? `JWT (${PROFILES[jwt.profile]}, ${jwt.algorithm})` : 'Opaque';
}

export function describeBinding(binding: Binding): string {
  return BINDINGS[binding];
}

export function describeCapability(capability: Capability): string {
  return CAPABILITIES[capability];
}

const SECRET_PLACES: Readonly<Partial<Record<string, string>>> = {
  client_secret_basic: 'Basic only',
  client_secret_post: 'body only',
};

const SUBJECTS: Readonly<Record<CertificateSubject['field'], string>> = {
  subject_dn: 'subject',
  san_dns: 'DNS name',
  san_uri: 'URI',
  san_ip: 'IP address',
  san_email: 'e-mail address',
};

const PROFILES: Readonly<Record<JwtToken['profile'], string>> = {
  curity: 'Curity’s kind',
  rfc9068: 'RFC 9068',
};

const BINDINGS: Readonly<Record<Binding, string>> = { off: 'Off', allowed: 'Allowed', required: 'Required' };

const CAPABILITIES: Readonly<Record<Capability, string>> = {
  client_credentials: 'Client credentials',
  introspection: 'Introspection',
};

function missing({ hasSecret }: { readonly hasSecret: boolean }): string {
  return hasSecret ? '' : ', not set yet';
}

function list(algorithms: readonly string[] | undefined): string {
  return algorithms === undefined ? '' : ` (${algorithms.join(', ')})`;
}

function counted(count: number, one: string, several: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${several}`;
}
