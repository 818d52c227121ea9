import { z } from 'zod';
import {
  type ConnectionFacts,
  EXCHANGE_PURPOSES,
  FAILURE_CODES,
  type ProxyFacts,
  type TransportFailure,
} from '../../http/exchange.ts';
import {
  type CertificateInfo,
  TLS_PROBLEM_CODES,
  type TlsProblem,
  type TlsReport,
} from '../../tls/report.ts';

/** Our own HAR members, with an underscore as HAR 1.2 requires. Validated strictly: a file may come from anywhere. */

/** Requires every member: otherwise a new member would be silently lost in a file. */
type Members<T> = { readonly [name in keyof Required<T>]: z.ZodType };

export const PurposeSchema = z.enum(EXCHANGE_PURPOSES);

export const FailureSchema = z.object({
  code: z.enum(FAILURE_CODES),
  stage: z.enum(['prepare', 'dns', 'connect', 'tls', 'send', 'wait', 'receive']),
  message: z.string(),
  platformCode: z.string().nullable(),
} satisfies Members<TransportFailure>);

export const ConnectionSchema = z.object({
  remoteAddress: z.string(),
  remotePort: z.number(),
  localPort: z.number(),
  reused: z.boolean(),
  sentTwice: z.literal(true).exactOptional(),
  proxy: z
    .object({
      url: z.string(),
      source: z.enum(['workspace', 'system', 'environment']),
      tunnel: z.boolean(),
      authenticated: z.boolean(),
    } satisfies Members<ProxyFacts>)
    .exactOptional(),
  httpVersion: z.enum(['1.1', '2']).exactOptional(),
} satisfies Members<ConnectionFacts>);

export const RedirectStopSchema = z.enum(['location-invalid', 'loop', 'limit', 'body-secret']);

const CertificateSchema = z.object({
  subject: z.string(),
  issuer: z.string(),
  names: z.array(z.string()),
  validFrom: z.number(),
  validTo: z.number(),
  serialNumber: z.string(),
  key: z.string(),
  fingerprint256: z.string(),
  selfSigned: z.boolean(),
  isCa: z.boolean(),
  pem: z.string(),
} satisfies Members<CertificateInfo>);

export const TlsReportSchema = z.object({
  protocol: z.string().nullable(),
  cipher: z.string().nullable(),
  alpn: z.string().nullable(),
  serverName: z.string(),
  chain: z.array(CertificateSchema),
  problems: z.array(
    z.object({
      code: z.enum(TLS_PROBLEM_CODES),
      certificate: z.number().nullable(),
      platformCode: z.string(),
      message: z.string(),
    } satisfies Members<TlsProblem>),
  ),
  acceptedBy: z.enum(['system', 'extra-ca', 'pin', 'verification-off']).nullable(),
  clientCertificate: z.string().exactOptional(),
  clientCertificateSubject: z.string().exactOptional(),
} satisfies Members<TlsReport>);
