import { z } from 'zod';
import {
  type ClientAuthentication,
  type SealedSecret,
  SecretAuthenticationSchema,
  type SecretHash,
  SecretJwtAuthenticationSchema,
  SecretlessAuthenticationSchemas,
} from './client-authentication.ts';
import { type ServerClient, ServerClientShape } from './server-client.ts';

const hasSecret = z.boolean();

/** How a client authenticates, as the screen may know it: whether there is a secret, and never its hash. */
const ClientAuthenticationViewSchema = z.discriminatedUnion('method', [
  SecretAuthenticationSchema.omit({ hash: true }).extend({ hasSecret }),
  SecretJwtAuthenticationSchema.omit({ secret: true }).extend({ hasSecret }),
  ...SecretlessAuthenticationSchemas,
]);
export type ClientAuthenticationView = z.infer<typeof ClientAuthenticationViewSchema>;

/** What the screen may know of a client, and may change of it. */
export const ServerClientViewSchema = z.object({
  ...ServerClientShape,
  authentication: ClientAuthenticationViewSchema,
});
export type ServerClientView = z.infer<typeof ServerClientViewSchema>;

/** A client without its secret. */
export function viewClient(client: ServerClient): ServerClientView {
  return { ...client, authentication: viewAuthentication(client.authentication) };
}

function viewAuthentication(authentication: ClientAuthentication): ClientAuthenticationView {
  switch (authentication.method) {
    case 'secret': {
      const { hash, ...others } = authentication;
      return { ...others, hasSecret: hash !== null };
    }
    case 'client_secret_jwt': {
      const { secret, ...others } = authentication;
      return { ...others, hasSecret: secret !== null };
    }
    default:
      return authentication;
  }
}

/** A secret as it is kept: as its method needs it. */
export interface KeptSecret {
  readonly hash?: SecretHash;
  readonly sealed?: SealedSecret;
}

/**
 * The client that a view describes, with a secret put in: the new one, or else that of the client `kept` before, if it
 * was for the same method. Without either, the client has none yet, and nobody is let in.
 */
export function withSecret(
  view: ServerClientView,
  kept: ServerClient | undefined,
  fresh: KeptSecret | null,
): ServerClient {
  const { authentication } = view;
  const before = kept?.authentication;
  switch (authentication.method) {
    case 'secret': {
      const { hasSecret: _, ...others } = authentication;
      const hash = fresh?.hash ?? (before?.method === 'secret' ? before.hash : null);
      return { ...view, authentication: { ...others, hash } };
    }
    case 'client_secret_jwt': {
      const { hasSecret: _, ...others } = authentication;
      const secret = fresh?.sealed ?? (before?.method === 'client_secret_jwt' ? before.secret : null);
      return { ...view, authentication: { ...others, secret } };
    }
    default:
      return { ...view, authentication };
  }
}
