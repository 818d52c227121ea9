import type { CertificateInfo } from './report.ts';

/** What the user trusts, described by the main process, the only one that parses certificates. */
export interface TrustDescription {
  /** Number of CAs on this computer. */
  readonly systemCas: number;
  /** The certificates in each given PEM text; empty if unreadable. */
  readonly certificates: readonly (readonly CertificateInfo[])[];
}
