import { Button, PasswordInput, TextInput } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { AppError, AppErrorCode } from '../../../shared/errors.ts';
import { importKey, openKeyFile, openKeys, showNewKey } from '../../state/actions/keys.ts';
import type { KeyUse } from '../../state/slices/keys.ts';
import { CodeArea } from '../../ui/code-area.tsx';
import { Fold } from '../../ui/fold.tsx';
import { KeyForm } from './key-form.tsx';
import styles from './keys.module.css';

/** What is wrong with the passphrase is said at its field. */
const PASSPHRASE_PROBLEMS: readonly AppErrorCode[] = ['key.passphrase-needed', 'config.wrong-passphrase'];

interface ChosenFile {
  readonly id: string;
  readonly name: string;
}

/** Brings in a key that was made elsewhere, pasted or from a file, with its certificates. */
export function ImportKeyForm({ use }: { readonly use: KeyUse | null }) {
  const [text, setText] = useState('');
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [certificates, setCertificates] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [name, setName] = useState('');
  const [importing, setImporting] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const passphraseRef = useRef<HTMLInputElement>(null);
  const passphraseProblem = error && PASSPHRASE_PROBLEMS.includes(error.code) ? error : null;

  const open = async () => {
    const opened = await openKeyFile();
    setError(opened.ok ? null : opened.error);
    if (opened.ok && opened.value) setFile(opened.value);
  };
  const bringIn = async () => {
    setImporting(true);
    const source = file ? ({ kind: 'file', id: file.id } as const) : ({ kind: 'text', text } as const);
    const imported = await importKey({ source, certificates, passphrase: passphrase || null, name });
    setImporting(false);
    setError(imported.ok ? null : imported.error);
    if (!imported.ok) {
      if (PASSPHRASE_PROBLEMS.includes(imported.error.code)) passphraseRef.current?.focus();
      return;
    }
    showNewKey(imported.value.id, use);
  };

  return (
    <KeyForm
      onSubmit={bringIn}
      onBack={() => openKeys({ use })}
      error={passphraseProblem ? null : error}
      buttons={
        <>
          <Button type="submit" loading={importing} disabled={file === null && text.trim() === ''}>
            Import key
          </Button>
          <Button variant="default" onClick={() => void open()}>
            {file ? 'Open another file…' : 'Open a file…'}
          </Button>
        </>
      }
    >
      {file ? (
        <div className={styles.file}>
          <IconFile size={18} aria-hidden="true" />
          <strong>{file.name}</strong>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setFile(null)}>
            Paste instead
          </Button>
        </div>
      ) : (
        <CodeArea
          label="Private key"
          description="PEM (PKCS #8, PKCS #1, SEC 1; encrypted or not), a JWK, or a file in PKCS #12 (.p12, .pfx). Certificates may follow in the same text."
          placeholder="-----BEGIN PRIVATE KEY-----"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          leastRows={5}
          mostRows={9}
          data-autofocus
        />
      )}
      <div className={styles.names}>
        <PasswordInput
          ref={passphraseRef}
          label="Passphrase"
          description="Only if it is encrypted."
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          error={passphraseProblem && [passphraseProblem.message, passphraseProblem.nextStep].join(' ')}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
        />
        <TextInput
          label="Name"
          placeholder="Its name in the source system"
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </div>
      <Fold
        name="Certificate beside it"
        summary={certificates.trim() === '' ? 'none' : 'will be imported too'}
        initiallyOpen={use === 'certificate'}
      >
        <CodeArea
          aria-label="Certificate beside it"
          placeholder="-----BEGIN CERTIFICATE-----"
          value={certificates}
          onChange={(event) => setCertificates(event.currentTarget.value)}
          leastRows={3}
          mostRows={6}
        />
      </Fold>
    </KeyForm>
  );
}
