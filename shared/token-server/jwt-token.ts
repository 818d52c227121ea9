import { z } from 'zod';

/** Signature algorithms of the embedded server (RFC 7518 §3.1, RFC 8037 §3.1). */
export const SigningAlgorithmSchema = z.enum([
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
]);
export type SigningAlgorithm = z.infer<typeof SigningAlgorithmSchema>;

/** Claims set by the server: custom claims may not replace them. */
const RESERVED_CLAIMS: readonly string[] =
  'iss sub aud exp nbf iat jti scope client_id purpose delegationId cnf authorization_details active token_type'.split(
    ' ',
  );

/** Custom claims of a client's tokens: in a JWT, and in every token's introspection. */
export const CustomClaimsSchema = z
  .record(z.string().min(1).max(200), z.json())
  .refine((claims) => RESERVED_CLAIMS.every((name) => !Object.hasOwn(claims, name)), {
    error: `the server sets these claims itself: ${RESERVED_CLAIMS.join(', ')}`,
  });
export type CustomClaims = z.infer<typeof CustomClaimsSchema>;

/** How a client's JWT access tokens look. */
export const JwtTokenSchema = z.object({
  /** `curity`: header kid, x5t, alg and no typ; `rfc9068`: typ `at+jwt` and RFC 9068's claims. */
  profile: z.enum(['curity', 'rfc9068']),
  algorithm: SigningAlgorithmSchema,
  /** `aud` of a token requested without `resource` and `audience`; empty means the demo API (RFC 9068 §3). */
  audience: z.array(z.string().min(1).max(1000)).max(20),
});
export type JwtToken = z.infer<typeof JwtTokenSchema>;

/** Defaults for `tokenFormat: 'jwt'`: Curity's format, signed with Curity's default. */
export const DEFAULT_JWT_TOKEN: JwtToken = {
  profile: 'curity',
  algorithm: 'RS256',
  audience: [],
};
