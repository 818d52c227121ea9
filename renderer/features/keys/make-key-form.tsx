import { Button, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import { KEY_KINDS } from '../../../shared/model/client-choices.ts';
import type { Key, KeyKind } from '../../../shared/model/key.ts';
import { ok } from '../../../shared/result.ts';
import {
  certifyKey,
  clientSubject,
  KEY_NAMES,
  makeKey,
  nextKeyName,
  openKeys,
  showNewKey,
} from '../../state/actions/keys.ts';
import { selectKeys } from '../../state/selectors/keys.ts';
import { selectClient } from '../../state/selectors/workspaces.ts';
import type { KeyUse } from '../../state/slices/keys.ts';
import { useAppState } from '../../state/store.ts';
import { type CertificateDraft, CertificateFields, readNames } from './certificate-fields.tsx';
import { KeyForm } from './key-form.tsx';
import styles from './keys.module.css';

const HINTS: Readonly<Record<KeyKind, string>> = {
  'EC P-256': 'signs with ES256: short, fast, supported everywhere',
  'EC P-384': 'signs with ES384',
  'EC P-521': 'signs with ES512',
  Ed25519: 'signs with EdDSA: newer, not supported everywhere',
  'RSA 2048': 'signs with RS256 to RS512 and PS256 to PS512',
  'RSA 3072': 'the same, slower',
  'RSA 4096': 'the same, slowest; takes some seconds to generate',
};

/** Makes a key pair, and by choice a certificate with it. */
export function MakeKeyForm({ use }: { readonly use: KeyUse | null }) {
  const keys = useAppState(selectKeys);
  const clientId = useAppState((state) => selectClient(state).clientId);
  const [kind, setKind] = useState<KeyKind>('EC P-256');
  const [name, setName] = useState(() => nextKeyName(KEY_NAMES[use ?? 'assertion'], keys));
  const [certified, setCertified] = useState(use === 'certificate');
  const [draft, setDraft] = useState<CertificateDraft>({
    subject: clientSubject(clientId),
    names: '',
    days: 365,
  });
  const [making, setMaking] = useState(false);
  /** There already, where only its certificate could not be made. */
  const [made, setMade] = useState<Key | null>(null);
  const [error, setError] = useState<AppError | null>(null);

  const make = async () => {
    setMaking(true);
    setError(null);
    const key = made ? ok(made) : await makeKey({ name, kind });
    if (key.ok) setMade(key.value);
    const { subject, days } = draft;
    const ready =
      key.ok && certified
        ? await certifyKey(key.value, { subject, days, names: readNames(draft.names) })
        : key;
    setMaking(false);
    if (ready.ok) showNewKey(ready.value.id, use);
    else setError(ready.error);
  };

  return (
    <KeyForm
      onSubmit={make}
      onBack={() => openKeys({ use })}
      error={error}
      buttons={
        <Button type="submit" loading={making}>
          {made === null ? 'Generate key' : certified ? 'Generate certificate' : 'Keep key'}
        </Button>
      }
    >
      <div className={styles.names}>
        <TextInput
          label="Name"
          value={name}
          maxLength={200}
          disabled={made !== null}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Select
          label="Kind"
          data={[...KEY_KINDS]}
          value={kind}
          disabled={made !== null}
          onChange={(value) => value && setKind(value as KeyKind)}
          description={`It ${HINTS[kind]}.`}
          comboboxProps={{ shadow: 'md' }}
        />
      </div>
      <Switch
        label="With a self-signed certificate"
        checked={certified}
        onChange={(event) => setCertified(event.currentTarget.checked)}
      />
      {certified && <CertificateFields draft={draft} onChange={setDraft} withDays />}
    </KeyForm>
  );
}
