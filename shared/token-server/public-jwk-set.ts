import { z } from 'zod';

/** Private members of a JWK (RFC 7518 §6.2.2, §6.3.2, §6.4.1). */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** A public key as a JWK (RFC 7517 §4). Keeps further members. */
export const PublicJwkSchema = z
  .looseObject({
    kty: z.enum(['RSA', 'EC', 'OKP'], { error: 'kty must be RSA, EC or OKP' }),
    kid: z.string().exactOptional(),
    alg: z.string().exactOptional(),
    use: z.string().exactOptional(),
  })
  .refine((jwk) => PRIVATE_MEMBERS.every((member) => !Object.hasOwn(jwk, member)), {
    error: 'this is a private or secret key: only public keys belong here',
  });
export type PublicJwk = z.infer<typeof PublicJwkSchema>;

/** Public keys as a JWK set (RFC 7517 §5). */
export const PublicJwkSetSchema = z.object({ keys: z.array(PublicJwkSchema).min(1).max(100) });
export type PublicJwkSet = z.infer<typeof PublicJwkSetSchema>;
