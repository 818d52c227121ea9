import { z } from 'zod';

/** Algorithms that the embedded server can sign with (RFC 7518 §3.1, RFC 8037 §3.1). */
export const SigningAlgorithmSchema = z.enum(['RS256', 'ES256', 'EdDSA']);
export type SigningAlgorithm = z.infer<typeof SigningAlgorithmSchema>;

/** Claims that the server itself makes: a client's further claims may not take their place. */
export const RESERVED_CLAIMS: readonly string[] =
  'iss sub aud exp nbf iat jti scope client_id purpose delegationId cnf authorization_details'.split(' ');

/** How a client's JWT access tokens look. */
export const JwtTokenSchema = z.object({
  /** `curity`: header kid, x5t, alg and no typ; `rfc9068`: typ `at+jwt` and RFC 9068's claims. */
  profile: z.enum(['curity', 'rfc9068']),
  algorithm: SigningAlgorithmSchema,
  /** `aud`; empty for the profile's own: Curity's is the client, RFC 9068's the resource, here the demo API's origin. */
  audience: z.array(z.string().min(1).max(1000)).max(20),
  /** Further claims, as they are to stand in the token. */
  claims: z
    .record(z.string().min(1).max(200), z.json())
    .refine((claims) => RESERVED_CLAIMS.every((name) => !Object.hasOwn(claims, name)), {
      error: `the server makes these claims itself: ${RESERVED_CLAIMS.join(', ')}`,
    }),
});
export type JwtToken = z.infer<typeof JwtTokenSchema>;

/** What a client with `tokenFormat: 'jwt'` and nothing else has: Curity's kind, signed as Curity signs by default. */
export const DEFAULT_JWT_TOKEN: JwtToken = {
  profile: 'curity',
  algorithm: 'RS256',
  audience: [],
  claims: {},
};
