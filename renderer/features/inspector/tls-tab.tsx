import { IconCertificate, IconCertificateOff, IconLockOpenOff } from '@tabler/icons-react';
import type { HistoryEntry } from '../../../shared/history/entry.ts';
import { activeClient } from '../../../shared/model/active-client.ts';
import { presentsAnyway } from '../../../shared/oauth/dpop/sender-constraint.ts';
import type { CertificateInfo, TlsReport } from '../../../shared/tls/report.ts';
import { copyText } from '../../state/actions/clipboard.ts';
import { saveFile } from '../../state/actions/files.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { formatDuration } from '../../ui/format-duration.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import layout from '../../ui/layout.module.css';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { explainProblem, explainVerdict, withoutKind } from './explain-tls.ts';
import styles from './inspector.module.css';
import { SaveButton } from './save-button.tsx';
import { TlsRemedies, type TlsRemediesProps } from './tls-remedies.tsx';

const ICONS = { good: IconCertificate, caution: IconCertificateOff, danger: IconLockOpenOff };

export interface TlsTabProps extends TlsRemediesProps {
  readonly tls: TlsReport;
}

/** Whom we spoke to and how we know: the verdict, the chain as it was sent, the link that fails, what to do. */
export function TlsTab({ entry, tls, offered = [] }: TlsTabProps) {
  const verdict = explainVerdict(tls);
  const Icon = ICONS[verdict.tone];
  const chainPem = tls.chain.map(({ pem }) => pem.trim()).join('\n');
  return (
    <div className={layout.stack}>
      <div className={styles.verdict} data-tone={verdict.tone}>
        <Icon size={20} aria-hidden />
        <div>
          <strong>{verdict.title}</strong>
          <p>{verdict.text}</p>
          <TlsRemedies entry={entry} offered={offered} />
        </div>
      </div>
      <div className={styles.bodyTools}>
        <h3 className={styles.subtitle}>
          The chain as the server sent it ({tls.chain.length}), its own certificate first
        </h3>
        {tls.chain.length > 0 && (
          <>
            <CopyButton label="Copy the chain as PEM" copy={() => copyText(chainPem)} />
            <SaveButton
              label="Save the chain as PEM"
              save={() => saveFile(`${tls.serverName}-chain.pem`, `${chainPem}\n`)}
            />
          </>
        )}
      </div>
      <ol className={styles.chain} aria-label="Certificate chain">
        {tls.chain.map((certificate, index) => (
          <Link
            key={certificate.fingerprint256}
            certificate={certificate}
            role={describeRole(certificate, index, tls.chain.length)}
            at={entry.exchange.startedAt}
            faults={tls.problems
              .filter((problem) => problem.certificate === index)
              .map((problem) => explainProblem(problem, tls))}
          />
        ))}
      </ol>
      {tls.problems
        .filter(({ certificate }) => certificate === null)
        .map((problem) => (
          <p key={problem.code} className={styles.fault}>
            {explainProblem(problem, tls)}
          </p>
        ))}
      <KeyValueTable
        label="TLS connection"
        rows={[
          { name: 'Checked for', value: tls.serverName },
          { name: 'Protocol', value: tls.protocol ?? '–' },
          { name: 'Cipher', value: tls.cipher ?? '–' },
          { name: 'ALPN', value: tls.alpn ?? 'none chosen' },
          ...ourCertificate(entry, tls),
          ...tls.problems.map(({ platformCode, message }) => ({ name: platformCode, value: message })),
        ].map((row) => ({ ...row, key: row.name }))}
      />
    </div>
  );
}

/** What we had to show should the server ask; that it asked, no platform tells. */
function ourCertificate(
  { inputs }: HistoryEntry,
  { clientCertificate, clientCertificateSubject }: TlsReport,
) {
  if (clientCertificate !== undefined) {
    const note = `SHA-256 ${clientCertificate}. Presented if the server asked for one.`;
    return [{ name: 'Client certificate', value: clientCertificateSubject || 'without a subject', note }];
  }
  const isNeeded = presentsAnyway(activeClient(inputs));
  return isNeeded ? [{ name: 'Client certificate', value: 'none, so none could be presented' }] : [];
}

interface LinkProps {
  readonly certificate: CertificateInfo;
  readonly role: string;
  /** When the exchange was made: validity is judged as of then. */
  readonly at: number;
  readonly faults: readonly string[];
}

/** One link of the chain. */
function Link({ certificate, role, at, faults }: LinkProps) {
  const { subject, issuer, names, validFrom, validTo, key, fingerprint256, serialNumber, selfSigned, pem } =
    certificate;
  const rows = [
    { name: 'Issued by', value: selfSigned ? 'itself (self-signed)' : issuer },
    ...(names.length > 0 ? [{ name: 'Valid for', value: names.map(withoutKind).join(', ') }] : []),
    {
      name: 'From',
      value: formatMoment(validFrom),
      note: describeDistance(validFrom, at),
    },
    { name: 'Until', value: formatMoment(validTo), note: describeDistance(validTo, at) },
    { name: 'Key', value: key },
    { name: 'Serial number', value: serialNumber },
    { name: 'SHA-256', value: fingerprint256 },
  ];
  return (
    <li data-fault={faults.length > 0}>
      <div className={styles.bodyTools}>
        <span className={styles.certificate}>{subject}</span>
        <StatusBadge tone={faults.length > 0 ? 'caution' : 'neutral'}>
          {faults.length > 0 ? `${role}: fails here` : role}
        </StatusBadge>
        <CopyButton label={`Copy ${subject} as PEM`} copy={() => copyText(pem)} />
      </div>
      {faults.map((fault) => (
        <p key={fault} className={styles.fault}>
          {fault}
        </p>
      ))}
      <KeyValueTable
        label={`Certificate of ${subject}`}
        rows={rows.map((row) => ({ ...row, key: row.name }))}
      />
    </li>
  );
}

function describeDistance(moment: number, at: number): string {
  return `${formatDuration(Math.abs(moment - at))} ${moment < at ? 'before' : 'after'} this exchange`;
}

function describeRole({ selfSigned, isCa }: CertificateInfo, index: number, length: number): string {
  if (index === 0) return 'Server';
  if (selfSigned) return 'Root';
  return isCa || index < length ? 'CA' : 'Certificate';
}
