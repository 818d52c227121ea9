import { z } from 'zod';
import { FAILURE_CODES } from '../../http/exchange.ts';

/**
 * The members that we add to HAR, their names beginning with an underscore as HAR 1.2 asks. Read back with care:
 * a file may come from anywhere.
 */

export const PurposeSchema = z.enum(['token', 'api', 'metadata', 'jwks', 'introspection', 'revocation']);

export const FailureSchema = z.object({
  code: z.enum(FAILURE_CODES),
  stage: z.enum(['prepare', 'dns', 'connect', 'tls', 'send', 'wait', 'receive']),
  message: z.string(),
  platformCode: z.string().nullable(),
});

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
    })
    .exactOptional(),
  httpVersion: z.enum(['1.1', '2']).exactOptional(),
});

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
});

export const TlsReportSchema = z.object({
  protocol: z.string().nullable(),
  cipher: z.string().nullable(),
  alpn: z.string().nullable(),
  serverName: z.string(),
  chain: z.array(CertificateSchema),
  problems: z.array(
    z.object({
      code: z.enum([
        'self-signed',
        'unknown-ca',
        'missing-intermediate',
        'expired',
        'not-yet-valid',
        'wrong-host',
        'weak-key',
        'no-certificate',
        'other',
      ]),
      certificate: z.number().nullable(),
      platformCode: z.string(),
      message: z.string(),
    }),
  ),
  acceptedBy: z.enum(['system', 'extra-ca', 'pin', 'verification-off']).nullable(),
});
