import { z } from 'zod';

/** Where a fault acts. `api` is the protected demo API; `any` is every path, even unknown ones. */
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

/** Errors in an issued access token. Issuer, audience, key and signature apply to JWTs. */
export const TokenDeviationSchema = z.enum([
  'expired',
  'not-yet-valid',
  'wrong-audience',
  'wrong-issuer',
  'wrong-key-id',
  'wrong-signature',
]);
export type TokenDeviation = z.infer<typeof TokenDeviationSchema>;

/** Errors in the server certificate. */
export const CertificateProblemSchema = z.enum(['expired', 'other-host', 'untrusted']);
export type CertificateProblem = z.infer<typeof CertificateProblemSchema>;

/** A day: longer than anyone waits, and below the limit of timers. */
const MAX_MS = 86_400_000;
const milliseconds = z.number().int().min(1).max(MAX_MS);
const memberName = z.string().min(1).max(200);
/** Visible ASCII, spaces and tabs: valid in a header (RFC 9110 §5.5). */
const fieldValue = z
  .string()
  .max(1000)
  .regex(/^[\x20-\x7e\t]*$/);

// Rejects unknown members: a misspelt one would silently do nothing.

/** Connection faults: they act on TLS handshakes, before there is a path. */
export const ConnectionEffectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('certificate'), problem: CertificateProblemSchema }),
  z.strictObject({ kind: z.literal('tls-1.2-only') }),
  z.strictObject({ kind: z.literal('client-certificate') }),
]);
export type ConnectionEffect = z.infer<typeof ConnectionEffectSchema>;

/** Response faults. */
export const AnswerEffectSchema = z.discriminatedUnion('kind', [
  /** Delays the response. */
  z.strictObject({ kind: z.literal('delay'), milliseconds }),
  /** Sends the response in pieces of this size, one per interval. */
  z.strictObject({
    kind: z.literal('drip'),
    bytes: z
      .number()
      .int()
      .min(1)
      .max(64 * 1024),
    milliseconds,
  }),
  /** Sends no response, and keeps the connection open. */
  z.strictObject({ kind: z.literal('hang') }),
  /** Resets the connection (RST) before the response, or after its headers and half of its body. */
  z.strictObject({ kind: z.literal('reset'), when: z.enum(['before-headers', 'after-headers']) }),
  /** Skips the endpoint; `retryAfter` is seconds, for 429 and 503 (RFC 9110 §10.2.3). */
  z.strictObject({
    kind: z.literal('status'),
    status: z.union([z.literal(429), z.literal(500), z.literal(502), z.literal(503)]),
    retryAfter: z.number().int().min(0).max(MAX_MS).exactOptional(),
  }),
  /** Sends an HTML page instead of the response, like gateways and captive portals. */
  z.strictObject({ kind: z.literal('html'), status: z.number().int().min(200).max(599) }),
  /** Truncates the JSON, with a matching Content-Length. */
  z.strictObject({ kind: z.literal('malformed-json') }),
  z.strictObject({ kind: z.literal('content-type'), value: fieldValue.min(1) }),
  /** Removes a member from the JSON response. */
  z.strictObject({ kind: z.literal('omit-member'), member: memberName }),
  /** Sets or adds a member of the JSON response. */
  z.strictObject({ kind: z.literal('set-member'), member: memberName, value: z.json() }),
  /** Shifts the Date header by this many seconds; negative is behind. */
  z.strictObject({ kind: z.literal('clock-skew'), seconds: z.number().int().min(-MAX_MS).max(MAX_MS) }),
  /** Issues a faulty access token. */
  z.strictObject({ kind: z.literal('token'), deviation: TokenDeviationSchema }),
]);
export type AnswerEffect = z.infer<typeof AnswerEffectSchema>;

/** When a fault acts: always, for the next requests (or connections), or randomly but repeatably by seed. */
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

/** A deliberate server error. The caller chooses the ID. */
export const FaultSchema = z.union([
  z.strictObject({ ...common, endpoint: FaultEndpointSchema, effect: AnswerEffectSchema }),
  z.strictObject({ ...common, endpoint: z.literal('any'), effect: ConnectionEffectSchema }),
]);
export type Fault = z.infer<typeof FaultSchema>;

/** An armed fault as the window sees it. */
export interface ArmedFault {
  readonly fault: Fault;
  /** How often it has acted. */
  readonly acted: number;
  /** How often it will still act; null without a limit. Removed at 0. */
  readonly remaining: number | null;
}
