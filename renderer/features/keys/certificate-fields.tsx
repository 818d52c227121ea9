import { NumberInput, TextInput } from '@mantine/core';
import { monoInput } from '../../ui/mono-input.ts';
import styles from './keys.module.css';

export interface CertificateDraft {
  readonly subject: string;
  /** As typed, with commas or blanks between them. */
  readonly names: string;
  readonly days: number;
}

interface CertificateFieldsProps {
  readonly draft: CertificateDraft;
  readonly onChange: (draft: CertificateDraft) => void;
  /** An authority decides how long its certificates live. */
  readonly withDays: boolean;
}

/** What a certificate says of its holder. */
export function CertificateFields({ draft, onChange, withDays }: CertificateFieldsProps) {
  return (
    <div className={styles.certificateFields}>
      <TextInput
        label="Subject"
        description="For example CN=server, O=Example. The server may require an exact match."
        value={draft.subject}
        onChange={(event) => onChange({ ...draft, subject: event.currentTarget.value })}
        classNames={monoInput}
        spellCheck={false}
      />
      {withDays && (
        <NumberInput
          label="Valid for"
          value={draft.days}
          onChange={(value) => {
            const days = Math.round(Number(value));
            if (days >= 1 && days <= 36_500) onChange({ ...draft, days });
          }}
          min={1}
          max={36_500}
          suffix=" days"
        />
      )}
      <TextInput
        className={styles.wide ?? ''}
        label="Alternative names"
        description="Only if the server identifies the client by one: host names, IP addresses, URIs, email addresses."
        placeholder="none"
        value={draft.names}
        onChange={(event) => onChange({ ...draft, names: event.currentTarget.value })}
        classNames={monoInput}
        spellCheck={false}
      />
    </div>
  );
}

/** The names one by one. */
export function readNames(names: string): string[] {
  return names.split(/[\s,;]+/).filter((name) => name !== '');
}
