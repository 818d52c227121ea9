import { z } from 'zod';

/** Where a fault acts. `api` is the protected demo API; `any` is every path, also one that leads nowhere. */
const FaultEndpointSchema = z.enum([
  'any',
  'token',
  'introspection',
  'revocation',
  'jwks',
  'metadata',
  'api',
]);
export type FaultEndpoint = z.infer<typeof FaultEndpointSchema>;

/** What may be wrong with an access token that is issued. Issuer, audience, key and signature are a JWT's. */
export const TokenDeviationSchema = z.enum([
  'expired',
  'not-yet-valid',
  'wrong-audience',
  'wrong-issuer',
  'wrong-key-id',
  'wrong-signature',
]);
export type TokenDeviation = z.infer<typeof TokenDeviationSchema>;

/** What may be wrong with the certificate that is shown. */
export const CertificateProblemSchema = z.enum(['expired', 'other-host', 'untrusted']);
export type CertificateProblem = z.infer<typeof CertificateProblemSchema>;

/** A day: longer than anyone waits, and no number that a timer takes for 1. */
const MAX_MS = 86_400_000;
const milliseconds = z.number().int().min(1).max(MAX_MS);
const memberName = z.string().min(1).max(200);
/** Visible ASCII, spaces and tabs: what a header field may hold (RFC 9110 §5.5). */
const fieldValue = z
  .string()
  .max(1000)
  .regex(/^[\x20-\x7e\t]*$/);

// No member is passed over: one that is misspelt would silently do nothing.

/** Faults in the connection: they act on TLS handshakes, before there is a path. */
export const ConnectionEffectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('certificate'), problem: CertificateProblemSchema }),
  z.strictObject({ kind: z.literal('tls-1.2-only') }),
  z.strictObject({ kind: z.literal('client-certificate') }),
]);
export type ConnectionEffect = z.infer<typeof ConnectionEffectSchema>;

/** Faults in the answer to a request. */
export const AnswerEffectSchema = z.discriminatedUnion('kind', [
  /** The answer comes late. */
  z.strictObject({ kind: z.literal('delay'), milliseconds }),
  /** The answer comes in pieces of so many bytes, one per interval. */
  z.strictObject({
    kind: z.literal('drip'),
    bytes: z
      .number()
      .int()
      .min(1)
      .max(64 * 1024),
    milliseconds,
  }),
  /** The answer never comes, and the connection stays. */
  z.strictObject({ kind: z.literal('hang') }),
  /** The connection is reset (RST) before the answer, or after its header fields and the half of its body. */
  z.strictObject({ kind: z.literal('reset'), when: z.enum(['before-headers', 'after-headers']) }),
  /** The endpoint is not asked; `retryAfter` is seconds, for 429 and 503 (RFC 9110 §10.2.3). */
  z.strictObject({
    kind: z.literal('status'),
    status: z.union([z.literal(429), z.literal(500), z.literal(502), z.literal(503)]),
    retryAfter: z.number().int().min(0).max(MAX_MS).exactOptional(),
  }),
  /** A page of HTML instead of the answer, as gateways and captive portals have it. */
  z.strictObject({ kind: z.literal('html'), status: z.number().int().min(200).max(599) }),
  /** The JSON breaks off in the middle; its length says so, too. */
  z.strictObject({ kind: z.literal('malformed-json') }),
  z.strictObject({ kind: z.literal('content-type'), value: fieldValue.min(1) }),
  /** A member of the JSON answer is left out. */
  z.strictObject({ kind: z.literal('omit-member'), member: memberName }),
  /** A member of the JSON answer has another value, or is there besides. */
  z.strictObject({ kind: z.literal('set-member'), member: memberName, value: z.json() }),
  /** The Date header field is so many seconds ahead, or behind if negative. */
  z.strictObject({ kind: z.literal('clock-skew'), seconds: z.number().int().min(-MAX_MS).max(MAX_MS) }),
  /** The access token that is issued is wrong. */
  z.strictObject({ kind: z.literal('token'), deviation: TokenDeviationSchema }),
]);
export type AnswerEffect = z.infer<typeof AnswerEffectSchema>;

/** When a fault acts: always, for the next requests (or connections), or by chance, the same with the same seed. */
const FaultOccurrenceSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('always') }),
  z.strictObject({ mode: z.literal('next'), count: z.number().int().min(1).max(1_000_000) }),
  z.strictObject({
    mode: z.literal('chance'),
    probability: z.number().min(0).max(1),
    seed: z.number().int().min(0).max(0xffff_ffff),
  }),
]);
export type FaultOccurrence = z.infer<typeof FaultOccurrenceSchema>;

const common = { id: z.string().min(1).max(100), occurrence: FaultOccurrenceSchema };

/** Something that the embedded server is to do wrong on purpose. Armed under an id of the caller's choice. */
export const FaultSchema = z.union([
  z.strictObject({ ...common, endpoint: FaultEndpointSchema, effect: AnswerEffectSchema }),
  z.strictObject({ ...common, endpoint: z.literal('any'), effect: ConnectionEffectSchema }),
]);
export type Fault = z.infer<typeof FaultSchema>;

/** A fault that is armed, as the window sees it. */
export interface ArmedFault {
  readonly fault: Fault;
  /** How often it has acted. */
  readonly acted: number;
  /** How often it will act yet; null without a limit. At 0 it is gone. */
  readonly remaining: number | null;
}
