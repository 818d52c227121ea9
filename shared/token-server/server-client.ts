import { z } from 'zod';
import { isJsonObject } from '../json/json-object.ts';
import { ClientAuthenticationSchema } from './client-authentication.ts';
import { CustomClaimsSchema, JwtTokenSchema } from './jwt-token.ts';

/** What a client may do at the server, like Curity's capabilities. */
export const CapabilitySchema = z.enum(['client_credentials', 'introspection']);
export type Capability = z.infer<typeof CapabilitySchema>;

/** Whether a client's tokens are bound to its key: never, if the request proves one, or always. */
export const BindingSchema = z.enum(['off', 'allowed', 'required']);
export type Binding = z.infer<typeof BindingSchema>;

const ServerClientFields = z.object({
  clientId: z.string().min(1).max(1000),
  description: z.string().max(1000),
  /** Default true. A disabled client is treated like an unknown one. */
  enabled: z.boolean().exactOptional(),
  authentication: ClientAuthenticationSchema,
  /** Scopes it may request; any other is `invalid_scope` (RFC 6749 §3.3). */
  scopes: z.array(z.string().max(1000)),
  /** Scopes granted if it requests none (RFC 6749 §3.3); absent or empty means a token without scope. */
  defaultScopes: z.array(z.string().max(1000)).exactOptional(),
  /** Default: all. */
  capabilities: z.array(CapabilitySchema).exactOptional(),
  /** Seconds. */
  tokenLifetime: z.number().int().min(1).max(31_536_000),
  /** Absent means opaque. */
  tokenFormat: z.enum(['opaque', 'jwt']).exactOptional(),
  /** Absent means `DEFAULT_JWT_TOKEN`. */
  jwt: JwtTokenSchema.exactOptional(),
  /** Custom claims to add to the client's tokens. Absent: none. */
  claims: CustomClaimsSchema.exactOptional(),
  /** Binding to a DPoP key (RFC 9449); absent means allowed, as with Curity. */
  dpop: BindingSchema.exactOptional(),
  /** Binding to the client's TLS certificate (RFC 8705 §3); absent means off. */
  certificateBinding: BindingSchema.exactOptional(),
});

/** A client registered at the embedded token server. */
export const ServerClientSchema = z.preprocess(adoptFormerClient, ServerClientFields);
export type ServerClient = z.infer<typeof ServerClientFields>;

/** The same without {@link adoptFormerClient}, to build other schemas. */
export const ServerClientShape = ServerClientFields.shape;

/** Client defaults. */
export const CLIENT_DEFAULTS = {
  enabled: true,
  defaultScopes: [],
  capabilities: CapabilitySchema.options,
  tokenFormat: 'opaque',
  claims: {},
  dpop: 'allowed',
  certificateBinding: 'off',
} as const satisfies Partial<ServerClient>;

/** Reads earlier formats: a secret's hash beside the ID, and custom claims inside `jwt`. */
export function adoptFormerClient(client: unknown): unknown {
  return adoptFormerClaims(adoptFormerSecret(client));
}

function adoptFormerSecret(client: unknown): unknown {
  if (!isJsonObject(client) || !('secret' in client) || 'authentication' in client) return client;
  const { secret, ...others } = client;
  return { ...others, authentication: { method: 'secret', hash: secret } };
}

function adoptFormerClaims(client: unknown): unknown {
  if (!isJsonObject(client) || !isJsonObject(client.jwt) || !('claims' in client.jwt)) return client;
  if ('claims' in client) return client;
  const { claims, ...jwt } = client.jwt;
  const others = Object.fromEntries(Object.entries(client).filter(([name]) => name !== 'jwt'));
  return { ...others, ...(Object.keys(jwt).length === 0 ? {} : { jwt }), claims };
}
