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

/** A client's authentication as the window sees it: whether there is a secret, never its hash. */
const ClientAuthenticationViewSchema = z.discriminatedUnion('method', [
  SecretAuthenticationSchema.omit({ hash: true }).extend({ hasSecret }),
  SecretJwtAuthenticationSchema.omit({ secret: true }).extend({ hasSecret }),
  ...SecretlessAuthenticationSchemas,
]);
export type ClientAuthenticationView = z.infer<typeof ClientAuthenticationViewSchema>;

/** What the window may see and change of a client. */
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

/** A stored secret, in the form its method needs. */
export interface KeptSecret {
  readonly hash?: SecretHash;
  readonly sealed?: SealedSecret;
}

/**
 * The client from a view, with a secret: the new one, or else that of `kept` if it was for the same method. Without
 * either, the client cannot authenticate.
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
