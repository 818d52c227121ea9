import { assertUnreachable } from '../../shared/errors.ts';
import type { CertificateInfo, TlsReport } from '../../shared/tls/report.ts';
import { formatMoment } from '../ui/format-time.ts';
import { KeyValueTable } from '../ui/key-value-table.tsx';
import styles from './answer-view.module.css';

/** The certificates the server showed, leaf first, and what let the connection go on or stopped it. */
export function TlsView({ tls }: { readonly tls: TlsReport }) {
  return (
    <div>
      <p className={styles.verdict}>{describeVerdict(tls)}</p>
      <ol className={styles.chain} aria-label="Certificate chain">
        {tls.chain.map((certificate, index) => (
          <Certificate
            key={certificate.fingerprint256}
            certificate={certificate}
            faults={tls.problems
              .filter((problem) => problem.certificate === index)
              .map(({ message }) => message)}
          />
        ))}
      </ol>
    </div>
  );
}

interface CertificateProps {
  readonly certificate: CertificateInfo;
  readonly faults: readonly string[];
}

function Certificate({ certificate, faults }: CertificateProps) {
  const { subject, issuer, names, validFrom, validTo, key, fingerprint256, selfSigned } = certificate;
  const rows = [
    { name: 'Issued by', value: selfSigned ? 'itself (self-signed)' : issuer },
    ...(names.length > 0 ? [{ name: 'Valid for', value: names.join(', ') }] : []),
    { name: 'From', value: formatMoment(validFrom) },
    { name: 'Until', value: formatMoment(validTo) },
    { name: 'Key', value: key },
    { name: 'SHA-256', value: fingerprint256 },
  ];
  return (
    <li data-fault={faults.length > 0}>
      <span className={styles.certificate}>{subject}</span>
      {faults.map((fault) => (
        <span key={fault} className={styles.fault}>
          {fault}
        </span>
      ))}
      <KeyValueTable
        label={`Certificate of ${subject}`}
        rows={rows.map((row) => ({ ...row, key: row.name }))}
      />
    </li>
  );
}

function describeVerdict({ acceptedBy, serverName, problems }: TlsReport): string {
  const chain =
    problems.length === 0
      ? `The chain verifies for ${serverName}`
      : `The chain does not verify for ${serverName}`;
  switch (acceptedBy) {
    case 'system':
      return `${chain} by the system’s authorities.`;
    case 'extra-ca':
      return `${chain} by an authority that this workspace trusts.`;
    case 'pin':
      return `${chain}; accepted because this certificate is pinned for the host.`;
    case 'verification-off':
      return `${chain}; nothing was checked, because TLS verification is off.`;
    case null:
      return `${chain}; nothing of the request was sent.`;
    default:
      return assertUnreachable(acceptedBy);
  }
}
