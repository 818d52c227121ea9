import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import type { ImportedWorkspace } from '../../../shared/formats/workspace-file/import-workspace.ts';
import type { ApiCall, SavedWorkspace } from '../../../shared/model/workspace.ts';
import { closeImport } from '../../state/actions/navigation.ts';
import { importWorkspaceFile } from '../../state/actions/workspace-files.ts';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import styles from './import-export.module.css';
import { ImportFooter } from './import-footer.tsx';
import { VerificationValue } from './verification-value.tsx';

export interface WorkspaceImporterProps {
  readonly file: ImportedWorkspace;
  readonly text: string;
}

/** A workspace file becomes a workspace of its own, with its secrets where the passphrase is known. */
export function WorkspaceImporter({ file, text }: WorkspaceImporterProps) {
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const isWrong = problem?.code === 'config.wrong-passphrase';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const result = await importWorkspaceFile(text, passphrase === '' ? null : passphrase);
    setBusy(false);
    if (result.ok) closeImport();
    else setProblem(result.error);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <div className={styles.reading} role="status">
        <KeyValueTable label="What it says" rows={rowsOf(file.workspace)} />
      </div>
      {file.secrets && (
        <PasswordInput
          label="Passphrase of the file"
          description="The file holds secrets, encrypted. Leave this empty to import without them."
          value={passphrase}
          onChange={(event) => {
            setPassphrase(event.currentTarget.value);
            setProblem(null);
          }}
          error={isWrong ? `${problem.message} ${problem.nextStep}` : null}
          autoComplete="off"
        />
      )}
      {problem && !isWrong && <ProblemNote error={problem} />}
      <ImportFooter>
        <Button type="submit" loading={busy}>
          {file.secrets && passphrase === '' ? 'Import without its secrets' : 'Import as a new workspace'}
        </Button>
      </ImportFooter>
    </form>
  );
}

function rowsOf({ name, server, clients, apiCalls, tls, proxy }: SavedWorkspace) {
  const authorities = tls.extraCas.map((ca) => ca.name).join(', ');
  const pins = tls.pins.map(({ host }) => host).join(', ');
  return [
    { name: 'Workspace', value: name || 'without a name' },
    { name: 'Token endpoint', value: server.tokenEndpoint || 'none' },
    { name: 'Clients', value: clients.map(({ clientId }) => clientId || 'without an ID').join(', ') },
    {
      name: 'Scopes',
      value: [...new Set(clients.flatMap(({ request }) => request.scopes))].join(' ') || 'none',
    },
    {
      name: apiCalls.length === 1 ? 'API call' : 'API calls',
      value: apiCalls.map(nameOf).join(', ') || 'none',
    },
    {
      name: 'TLS verification',
      value: <VerificationValue verification={tls.verification} />,
    },
    ...(authorities === '' ? [] : [{ name: 'Trusts also', value: authorities }]),
    ...(pins === '' ? [] : [{ name: 'Pinned certificates', value: pins }]),
    ...(proxy?.mode === 'explicit' ? [{ name: 'Proxy', value: proxy.url }] : []),
  ].map((row) => ({ ...row, key: row.name }));
}

/** The URL says more than the name while there is only one. */
function nameOf({ name, method, url }: ApiCall, _index: number, { length }: readonly ApiCall[]): string {
  if (length > 1) return name;
  return url === '' ? '' : `${method} ${url}`;
}
