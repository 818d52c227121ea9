import { z } from 'zod';
import { CertificatePemSchema } from './client-authentication.ts';
import { ServerClientSchema } from './server-client.ts';

/** Seconds by which clocks may differ, or that something may live. */
const seconds = z.number().int().min(0).max(3600);
const port = z.number().int().min(0).max(65_535);

/** Whom an assertion may be addressed to: the issuer, or the token endpoint (RFC 7523 §3). */
const AssertionAudienceSchema = z.enum(['issuer', 'token_endpoint']);
export type AssertionAudience = z.infer<typeof AssertionAudienceSchema>;

/** How strictly the server takes the protocol. What is absent is as in `DEFAULT_RULES` (server-rules.ts). */
export const ServerRulesSchema = z.object({
  /** `rfc`: errors with a description, two methods at once refused; `curity`: the code alone, the header wins. */
  errorStyle: z.enum(['rfc', 'curity']).exactOptional(),
  /** DPoP proofs must carry a nonce of the server's, at the token endpoint and at the API (RFC 9449 §8, §9). */
  requireDpopNonce: z.boolean().exactOptional(),
  /** Seconds for which a DPoP proof is good after its `iat` (RFC 9449 §11.1). */
  dpopProofLifetime: seconds.min(1).exactOptional(),
  /** An assertion's `jti` is good once (RFC 7523 §3); Curity does not look by default. */
  checkAssertionReplay: z.boolean().exactOptional(),
  /** With the issuer alone, as RFC 7523bis has it, `aud` must be that one text and not a list of several. */
  assertionAudiences: z.array(AssertionAudienceSchema).min(1).exactOptional(),
  /** Seconds by which a client's clock may differ. */
  clockTolerance: seconds.exactOptional(),
});
export type ServerRules = Required<z.infer<typeof ServerRulesSchema>>;

/** PEM of further authorities whose client certificates are trusted, beside the local one. */
const authorities = z.array(CertificatePemSchema).max(20).exactOptional();

/** Mutual TLS (RFC 8705): whether and where clients are asked for a certificate. HTTPS only. */
export const MutualTlsSchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('off'), authorities }),
  /** At the server's one port; a client may show none. */
  z.object({ mode: z.literal('same-port'), authorities }),
  /** At a second port, named by `mtls_endpoint_aliases` (RFC 8705 §5). 0 asks the system for a free one. */
  z.object({ mode: z.literal('separate-port'), port, authorities }),
]);
export type MutualTls = z.infer<typeof MutualTlsSchema>;

export const TokenServerConfigSchema = z.object({
  scheme: z.enum(['https', 'http']),
  /** 0 asks the system for a free one. */
  port,
  clients: z.array(ServerClientSchema),
  /** Absent means `DEFAULT_RULES` (server-rules.ts). */
  rules: ServerRulesSchema.exactOptional(),
  /** Absent means off. */
  mutualTls: MutualTlsSchema.exactOptional(),
});
export type TokenServerConfig = z.infer<typeof TokenServerConfigSchema>;
