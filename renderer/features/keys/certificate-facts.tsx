import type { KeyDetails } from '../../../shared/model/key.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import { useNow } from '../../ui/use-now.ts';

/** What the key's own certificate says, and how many come with it. */
export function CertificateFacts({ certificates }: Pick<KeyDetails, 'certificates'>) {
  const now = useNow(60_000);
  const [leaf, ...issuers] = certificates;
  if (!leaf) return null;
  const over = leaf.validTo < now;
  return (
    <KeyValueTable
      label="Certificate"
      rows={[
        { key: 'subject', name: 'Subject', value: leaf.subject || '(empty)' },
        {
          key: 'issuer',
          name: 'Issuer',
          value: leaf.selfSigned ? 'itself' : leaf.issuer,
          note:
            issuers.length > 0
              ? `Sent with it: ${issuers.map(({ subject }) => subject).join('; ')}`
              : undefined,
        },
        ...(leaf.names.length > 0 ? [{ key: 'names', name: 'Names', value: leaf.names.join(', ') }] : []),
        {
          key: 'valid',
          name: 'Valid until',
          value: formatMoment(leaf.validTo),
          note: over ? 'It has expired. Servers that check it reject it.' : undefined,
        },
        { key: 'sha256', name: 'SHA-256', value: <code>{leaf.fingerprint256}</code> },
        {
          key: 'x5t',
          name: 'x5t#S256',
          value: <code>{leaf.x5tS256}</code>,
          note: 'Certificate-bound tokens contain it (RFC 8705 §3.1).',
        },
      ]}
    />
  );
}
