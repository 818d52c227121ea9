import { z } from 'zod';
import { isJsonObject } from '../json/json-object.ts';
import { CertificatePemSchema } from './client-authentication.ts';
import { StandInSchema } from './presets.ts';
import { ServerClientSchema } from './server-client.ts';

/** Seconds of clock tolerance or lifetime. */
const seconds = z.number().int().min(0).max(3600);
const port = z.number().int().min(0).max(65_535);

/** How strict the server is. Defaults: `DEFAULT_RULES` (server-rules.ts). */
export const ServerRulesShape = z.object({
  /** `rfc`: errors with a description, two methods at once rejected; `curity`: only the code, the header wins. */
  errorStyle: z.enum(['rfc', 'curity']).exactOptional(),
  /** DPoP proofs need a server nonce, at the token endpoint and the API (RFC 9449 §8, §9). */
  requireDpopNonce: z.boolean().exactOptional(),
  /** How long a DPoP proof is valid after its `iat`, in seconds (RFC 9449 §11.1). */
  dpopProofLifetime: seconds.min(1).exactOptional(),
  /** Rejects a reused assertion `jti` (RFC 7523 §3); Curity does not check by default. */
  checkAssertionReplay: z.boolean().exactOptional(),
  /** Assertions need `typ: client-authentication+jwt` (RFC 10070); otherwise `JWT` or none is accepted and logged. */
  rfc10070Strict: z.boolean().exactOptional(),
  /** An assertion's `aud` may also be the token endpoint, or a list, as before RFC 10070 and in Curity's samples. */
  legacyAudience: z.boolean().exactOptional(),
  /** The demo API accepts only tokens issued for it (RFC 9068 §4). */
  checkApiAudience: z.boolean().exactOptional(),
  /** Allowed clock skew in seconds, for assertions and proofs. */
  clockTolerance: seconds.exactOptional(),
});

/** Accepts `assertionAudiences` of earlier versions in place of `legacyAudience`. */
export function adoptFormerRules(rules: unknown): unknown {
  if (!isJsonObject(rules) || !Array.isArray(rules.assertionAudiences)) return rules;
  const { assertionAudiences, ...others } = rules;
  const legacyAudience = (assertionAudiences as unknown[]).includes('token_endpoint');
  return { legacyAudience, ...others };
}

const ServerRulesSchema = z.preprocess(adoptFormerRules, ServerRulesShape);
export type ServerRules = Required<z.infer<typeof ServerRulesShape>>;

/** PEM of further CAs for client certificates, besides the local CA. */
const authorities = z.array(CertificatePemSchema).max(20).exactOptional();

/** Mutual TLS (RFC 8705): whether and where client certificates are requested. HTTPS only. */
export const MutualTlsSchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('off'), authorities }),
  /** At the main port; a certificate is optional. */
  z.object({ mode: z.literal('same-port'), authorities }),
  /** At a second port, named by `mtls_endpoint_aliases` (RFC 8705 §5). 0 asks the system for a free one. */
  z.object({ mode: z.literal('separate-port'), port, authorities }),
]);
export type MutualTls = z.infer<typeof MutualTlsSchema>;

/** A host name (RFC 1123 §2.1) or an IP address, without port, wildcard or brackets. */
const hostName = z.union([
  z.ipv4(),
  z.ipv6(),
  z
    .string()
    .max(253)
    .regex(/^(?!-)[a-z\d-]{1,63}(\.[a-z\d-]{1,63})*$/i, { error: 'a host name or an IP address is needed' }),
]);

/** Access from other machines, off by default. */
export const NetworkSchema = z.object({
  /** The address to listen on besides loopback; `0.0.0.0` and `::` mean all addresses. Absent: loopback only. */
  host: z.union([z.ipv4(), z.ipv6()]).exactOptional(),
  /** Host names for clients. A second CA is generated for exactly these. */
  names: z.array(hostName).min(1).max(20),
});
export type Network = z.infer<typeof NetworkSchema>;

const targets = z.array(z.string().min(1).max(2000)).max(100).exactOptional();

/** The targets that tokens can be requested for; an absent list accepts anything. */
export const TargetsSchema = z.object({
  /** Values of `resource` (RFC 8707); others get `invalid_target`. */
  resources: targets,
  /** Accepted values of `audience`. Any other gets `invalid_target`. */
  audiences: targets,
  /** Values of `type` in `authorization_details` (RFC 9396); others get `invalid_authorization_details`. */
  detailTypes: targets,
});
export type Targets = z.infer<typeof TargetsSchema>;

export const TokenServerConfigSchema = z.object({
  scheme: z.enum(['https', 'http']),
  /** 0 asks the system for a free one. */
  port,
  clients: z.array(ServerClientSchema),
  /** Absent means `DEFAULT_RULES` (server-rules.ts). */
  rules: ServerRulesSchema.exactOptional(),
  /** Absent means off. */
  mutualTls: MutualTlsSchema.exactOptional(),
  /** Absent means Curity. */
  standIn: StandInSchema.exactOptional(),
  /** Default: anything is accepted. */
  targets: TargetsSchema.exactOptional(),
  /** Absent or null means this machine only. */
  network: NetworkSchema.nullable().exactOptional(),
});
export type TokenServerConfig = z.infer<typeof TokenServerConfigSchema>;
