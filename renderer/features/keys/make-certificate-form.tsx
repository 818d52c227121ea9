import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import type { Key } from '../../../shared/model/key.ts';
import { certifyKey, clientSubject, requestCertificate } from '../../state/actions/keys.ts';
import { selectClient } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { type CertificateDraft, CertificateFields, readNames } from './certificate-fields.tsx';
import { KeyForm } from './key-form.tsx';
import { PublicText } from './public-text.tsx';

interface MakeCertificateFormProps {
  readonly shown: Key;
  /** A certificate that the key signs itself, or a request for one. */
  readonly purpose: 'make' | 'request';
  readonly onDone: () => void;
}

/** Makes a certificate for the key, or a request to send to an authority. */
export function MakeCertificateForm({ shown, purpose, onDone }: MakeCertificateFormProps) {
  const clientId = useAppState((state) => selectClient(state).clientId);
  const [draft, setDraft] = useState<CertificateDraft>({
    subject: clientSubject(clientId),
    names: '',
    days: 365,
  });
  const [error, setError] = useState<AppError | null>(null);
  const [request, setRequest] = useState<string | null>(null);
  const make = async () => {
    const { subject, days } = draft;
    const names = readNames(draft.names);
    if (purpose === 'request') {
      const made = await requestCertificate(shown, { subject, names });
      setError(made.ok ? null : made.error);
      setRequest(made.ok ? made.value : null);
      return;
    }
    const made = await certifyKey(shown, { subject, names, days });
    if (made.ok) onDone();
    else setError(made.error);
  };
  return (
    <KeyForm
      onSubmit={make}
      onBack={onDone}
      error={error}
      buttons={
        <Button type="submit">{purpose === 'make' ? 'Generate certificate' : 'Generate request'}</Button>
      }
    >
      <CertificateFields draft={draft} onChange={setDraft} withDays={purpose === 'make'} />
      {request !== null && (
        <PublicText
          label="Certificate request"
          copyLabel="Copy request"
          text={request}
          note="Send this request (PKCS #10) to the CA, then add the certificate that it issues."
        />
      )}
    </KeyForm>
  );
}
