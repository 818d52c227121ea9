import type { Exchange } from '../../../../shared/http/exchange.ts';
import type {
  CertificateInfo,
  TlsProblem,
  TlsProblemCode,
  TlsReport,
} from '../../../../shared/tls/report.ts';
import { aFailure, anExchange } from '../fixtures.ts';

export function aCertificate(overrides: Partial<CertificateInfo> = {}): CertificateInfo {
  return {
    subject: 'CN=localhost',
    issuer: 'CN=Test CA',
    names: ['DNS:localhost'],
    validFrom: Date.UTC(2025, 0, 1),
    validTo: Date.UTC(2026, 0, 1),
    serialNumber: '01',
    key: 'EC P-256',
    fingerprint256: 'AA:BB',
    selfSigned: false,
    isCa: false,
    pem: 'LEAF',
    ...overrides,
  };
}

export const selfSignedLeaf = aCertificate({ issuer: 'CN=localhost', selfSigned: true });
export const root = aCertificate({
  subject: 'CN=Test CA',
  names: [],
  selfSigned: true,
  isCa: true,
  pem: 'ROOT',
});

export function aProblem(code: TlsProblemCode, certificate: number | null = 0): TlsProblem {
  return { code, certificate, platformCode: `PLATFORM_${code}`, message: `message of ${code}` };
}

export function aReport(overrides: Partial<TlsReport> = {}): TlsReport {
  return {
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    alpn: 'http/1.1',
    serverName: 'localhost',
    chain: [aCertificate(), root],
    problems: [],
    acceptedBy: null,
    ...overrides,
  };
}

/** An exchange whose certificate was refused for these reasons. */
export function aRefusal(codes: readonly TlsProblemCode[], overrides: Partial<TlsReport> = {}): Exchange {
  return anExchange({
    failure: aFailure('tls-untrusted', { stage: 'tls' }),
    tls: aReport({ problems: codes.map((code) => aProblem(code)), ...overrides }),
  });
}
