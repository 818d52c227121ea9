import type { TlsReport } from '../../../../shared/tls/report.ts';

/** The server's certificate was rejected; nothing was sent. */
export class UntrustedServerError extends Error {
  readonly report: TlsReport;

  constructor(report: TlsReport) {
    super(report.problems.map(({ message }) => message).join(' '));
    this.name = 'UntrustedServerError';
    this.report = report;
  }
}

/** A CA that the workspace trusts cannot be read. */
export class TrustStoreError extends Error {
  constructor(name: string) {
    super(`The trusted CA “${name}” is not a certificate in PEM form.`);
    this.name = 'TrustStoreError';
  }
}
