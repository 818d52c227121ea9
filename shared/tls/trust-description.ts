import type { CertificateInfo } from './report.ts';

/** What a person trusts, described by the main process: only that one reads certificates. */
export interface TrustDescription {
  /** How many CAs this computer brings. */
  readonly systemCas: number;
  /** For each PEM text that was asked about, the certificates in it; none where it cannot be read. */
  readonly certificates: readonly (readonly CertificateInfo[])[];
}
