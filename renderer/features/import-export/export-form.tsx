import { Button, Checkbox, Group, PasswordInput, Text } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import { exportWorkspace } from '../../../shared/formats/workspace-file/export-workspace.ts';
import { secretKey } from '../../../shared/model/secret-keys.ts';
import type { SavedWorkspace } from '../../../shared/model/workspace.ts';
import { closeExport } from '../../state/actions/navigation.ts';
import { exportWorkspaceFile } from '../../state/actions/workspace-files.ts';
import { useAppState } from '../../state/store.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import styles from './import-export.module.css';
import { NotTaken } from './not-taken.tsx';

/** A file can be tried offline as often as one likes: shorter ones are guessed. */
const SHORTEST = 12;

export function ExportForm({ workspace }: { readonly workspace: SavedWorkspace }) {
  const secrets = useAppState((state) => countSecrets(state.secrets.stored, workspace.id));
  const { withheld } = useMemo(() => exportWorkspace(workspace), [workspace]);
  const [sealing, setSealing] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const tooShort = passphrase.length < SHORTEST;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sealing && (tooShort || passphrase !== again)) return;
    setBusy(true);
    const result = await exportWorkspaceFile(workspace, sealing ? passphrase : null);
    setBusy(false);
    setProblem(result.ok ? null : result.error);
    if (result.ok && result.value) closeExport();
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <Text size="sm">
        A JSON file for version control: server, clients, requests, TLS policy and connection. It contains no
        plain secrets or tokens.
      </Text>
      <NotTaken title="Left out: looks like a secret" sentences={withheld} />
      {secrets > 0 && (
        <Checkbox
          label={`Include the ${secrets === 1 ? 'secret' : `${secrets} secrets`}, encrypted with a passphrase`}
          description="Anyone with the file and the passphrase can read the secrets (scrypt, AES-256-GCM)."
          checked={sealing}
          onChange={(event) => setSealing(event.currentTarget.checked)}
          data-autofocus
        />
      )}
      {sealing && (
        <div className={styles.passphrases}>
          <PasswordInput
            label="Passphrase"
            description={`At least ${SHORTEST} characters. Credence does not store it. Without it the secrets in the file are lost.`}
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            autoComplete="off"
          />
          <PasswordInput
            label="Passphrase again"
            value={again}
            onChange={(event) => setAgain(event.currentTarget.value)}
            error={again !== '' && !passphrase.startsWith(again) ? 'The passphrases differ.' : null}
            autoComplete="off"
          />
        </div>
      )}
      {problem && <ProblemNote error={problem} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={closeExport}>
          Cancel
        </Button>
        <Button type="submit" loading={busy} disabled={sealing && (tooShort || passphrase !== again)}>
          Save file…
        </Button>
      </Group>
    </form>
  );
}

function countSecrets(keys: ReadonlySet<string>, workspaceId: string): number {
  return [...keys].filter((key) => key.startsWith(secretKey(workspaceId, ''))).length;
}
