import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import type { Key } from '../../../shared/model/key.ts';
import { openFile } from '../../state/actions/files.ts';
import { setCertificates } from '../../state/actions/keys.ts';
import { CodeArea } from '../../ui/code-area.tsx';
import { KeyForm } from './key-form.tsx';

interface AddCertificateFormProps {
  readonly shown: Key;
  readonly onDone: () => void;
}

/** Takes the certificate that an authority issued for the key, with its chain. */
export function AddCertificateForm({ shown, onDone }: AddCertificateFormProps) {
  const [text, setText] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const add = async () => {
    const added = await setCertificates(shown, text);
    if (added.ok) onDone();
    else setError(added.error);
  };
  const open = async () => {
    const opened = await openFile();
    setError(opened.ok ? null : opened.error);
    if (opened.ok && opened.value) setText(opened.value.text);
  };
  return (
    <KeyForm
      onSubmit={add}
      onBack={onDone}
      error={error}
      buttons={
        <>
          <Button type="submit" disabled={text.trim() === ''}>
            Add certificate
          </Button>
          <Button variant="default" onClick={() => void open()}>
            Open a file…
          </Button>
        </>
      }
    >
      <CodeArea
        label="Certificate and its chain"
        description="PEM, in any order. Certificates outside the key’s chain are ignored."
        placeholder="-----BEGIN CERTIFICATE-----"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        leastRows={4}
        mostRows={8}
        data-autofocus
      />
    </KeyForm>
  );
}
