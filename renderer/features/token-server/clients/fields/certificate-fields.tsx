import { Select, Textarea, TextInput } from '@mantine/core';
import type { CertificateSubject } from '../../../../../shared/token-server/client-authentication.ts';
import { changeClientForm } from '../../../../state/actions/server-clients.ts';
import layout from '../../../../ui/layout.module.css';
import { monoInput } from '../../../../ui/mono-input.ts';
import styles from '../client-editor.module.css';
import type { CredentialFieldsProps } from './key-fields.tsx';
import { WorkspaceKeyPicker } from './workspace-key-picker.tsx';

const FIELDS: readonly { readonly value: CertificateSubject['field']; readonly label: string }[] = [
  { value: 'subject_dn', label: 'Subject DN' },
  { value: 'san_dns', label: 'DNS name (SAN)' },
  { value: 'san_uri', label: 'URI (SAN)' },
  { value: 'san_ip', label: 'IP address (SAN)' },
  { value: 'san_email', label: 'E-mail (SAN)' },
];

const EXAMPLES: Readonly<Record<CertificateSubject['field'], string>> = {
  subject_dn: 'CN=orders-service,O=Example,C=SE',
  san_dns: 'orders.example',
  san_uri: 'urn:example:orders',
  san_ip: '192.0.2.7',
  san_email: 'orders@example.com',
};

/** What in its certificate names the client (RFC 8705 §2.1.2). */
export function SubjectFields({ form, problem }: CredentialFieldsProps) {
  return (
    <div className={layout.fieldsRow}>
      <Select
        label="Identified by"
        data={[...FIELDS]}
        value={form.subjectField}
        onChange={(field) =>
          field && changeClientForm({ subjectField: field as CertificateSubject['field'] })
        }
        comboboxProps={{ shadow: 'md' }}
        w={160}
      />
      <TextInput
        label="Value"
        placeholder={EXAMPLES[form.subjectField]}
        value={form.subjectValue}
        onChange={(event) => changeClientForm({ subjectValue: event.currentTarget.value })}
        error={problem}
        className={styles.grow ?? ''}
        classNames={monoInput}
        spellCheck={false}
        autoComplete="off"
      />
    </div>
  );
}

/** The very certificates that the client may present (RFC 8705 §2.2). */
export function CertificateFields({ form, problem }: CredentialFieldsProps) {
  return (
    <div className={layout.stack}>
      <Textarea
        label="Certificate"
        description="PEM; several in a row, to replace certificates."
        placeholder="-----BEGIN CERTIFICATE-----"
        value={form.certificates}
        onChange={(event) => changeClientForm({ certificates: event.currentTarget.value })}
        error={problem}
        classNames={monoInput}
        rows={6}
        spellCheck={false}
      />
      <WorkspaceKeyPicker
        label="Or the certificate of a workspace’s key"
        withCertificate
        onPick={({ certificates }) => changeClientForm({ certificates: certificates[0] ?? '' })}
      />
    </div>
  );
}
