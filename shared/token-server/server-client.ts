import { z } from 'zod';
import { ClientAuthenticationSchema } from './client-authentication.ts';
import { JwtTokenSchema } from './jwt-token.ts';

/** What a client may do at the server, as Curity's clients have capabilities. */
export const CapabilitySchema = z.enum(['client_credentials', 'introspection']);
export type Capability = z.infer<typeof CapabilitySchema>;

/** Whether a client's tokens are bound to a key of its own: never, when the request shows one, or always. */
export const BindingSchema = z.enum(['off', 'allowed', 'required']);
export type Binding = z.infer<typeof BindingSchema>;

const ServerClientFields = z.object({
  clientId: z.string().min(1).max(1000),
  description: z.string().max(1000),
  /** Absent means true. A disabled client is answered like an unknown one. */
  enabled: z.boolean().exactOptional(),
  authentication: ClientAuthenticationSchema,
  /** Scopes it may ask for; asking for another is `invalid_scope` (RFC 6749 §3.3). */
  scopes: z.array(z.string().max(1000)),
  /** What it gets when it asks for none (RFC 6749 §3.3); absent or empty means a token without scope. */
  defaultScopes: z.array(z.string().max(1000)).exactOptional(),
  /** Absent means all of them. */
  capabilities: z.array(CapabilitySchema).exactOptional(),
  /** Seconds. */
  tokenLifetime: z.number().int().min(1).max(31_536_000),
  /** Absent means opaque. */
  tokenFormat: z.enum(['opaque', 'jwt']).exactOptional(),
  /** Absent means `DEFAULT_JWT_TOKEN`. */
  jwt: JwtTokenSchema.exactOptional(),
  /** Binding to a DPoP key (RFC 9449); absent means allowed, as with Curity. */
  dpop: BindingSchema.exactOptional(),
  /** Binding to the client's TLS certificate (RFC 8705 §3); absent means off. */
  certificateBinding: BindingSchema.exactOptional(),
});

/** A client registered at the embedded token server. Files from before `authentication` held a secret's hash instead. */
export const ServerClientSchema = z.preprocess(adoptFormerSecret, ServerClientFields);
export type ServerClient = z.infer<typeof ServerClientFields>;

/** The same, without the former way: to build other schemas from. */
export const ServerClientShape = ServerClientFields.shape;

/** What a client has that says nothing about it. */
export const CLIENT_DEFAULTS = {
  enabled: true,
  defaultScopes: [],
  capabilities: CapabilitySchema.options,
  tokenFormat: 'opaque',
  dpop: 'allowed',
  certificateBinding: 'off',
} as const satisfies Partial<ServerClient>;

/** `secret`, a hash, was all there was; now it is one way to authenticate among others. */
export function adoptFormerSecret(client: unknown): unknown {
  if (typeof client !== 'object' || client === null || !('secret' in client) || 'authentication' in client) {
    return client;
  }
  const { secret, ...others } = client;
  return { ...others, authentication: { method: 'secret', hash: secret } };
}
