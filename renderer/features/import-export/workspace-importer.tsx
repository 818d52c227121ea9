import { Button, Checkbox, PasswordInput } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import type { ImportedWorkspace } from '../../../shared/formats/workspace-file/import-workspace.ts';
import type { ApiCall } from '../../../shared/model/workspace.ts';
import { summariseOrigins, variablesWithoutValue } from '../../../shared/trust/import-summary.ts';
import { closeImport } from '../../state/actions/navigation.ts';
import { importWorkspaceFile } from '../../state/actions/workspace-files.ts';
import { useAppState } from '../../state/store.ts';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import styles from './import-export.module.css';
import { ImportFooter } from './import-footer.tsx';
import { OriginsReading } from './origins-reading.tsx';
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
  const [accepted, setAccepted] = useState(false);
  const origins = useMemo(() => summariseOrigins(file.workspace), [file]);
  const foreign = origins.filter(({ isForeign, isUnencrypted }) => isForeign || isUnencrypted);
  const isNameTaken = useAppState((state) =>
    state.workspaces.list.some(({ name }) => name === file.workspace.name),
  );
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
        <KeyValueTable label="What it says" rows={rowsOf(file, isNameTaken)} />
      </div>
      <OriginsReading origins={origins} />
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
          data-autofocus
        />
      )}
      {foreign.length > 0 && (
        <Checkbox
          label={`Credentials may go to ${foreign.map(({ origin }) => origin).join(', ')}`}
          checked={accepted}
          onChange={(event) => setAccepted(event.currentTarget.checked)}
        />
      )}
      {problem && !isWrong && <ProblemNote error={problem} />}
      <ImportFooter>
        <Button type="submit" data-autofocus loading={busy} disabled={foreign.length > 0 && !accepted}>
          {file.secrets && passphrase === '' ? 'Import without its secrets' : 'Import as a new workspace'}
        </Button>
      </ImportFooter>
    </form>
  );
}

function rowsOf({ workspace, secrets }: ImportedWorkspace, isNameTaken: boolean) {
  const { name, server, clients, apiCalls, tls, proxy, variables } = workspace;
  const missing = variablesWithoutValue(workspace).join(', ');
  const variableNames = variables?.items.map((variable) => variable.name).join(', ') ?? '';
  const authorities = tls.extraCas.map((ca) => ca.name).join(', ');
  const pins = tls.pins.map(({ host }) => host).join(', ');
  return [
    {
      name: 'Workspace',
      value: name || 'without a name',
      note: isNameTaken ? 'Another workspace has this name.' : undefined,
    },
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
    ...(authorities === '' ? [] : [{ name: 'Also trusts', value: authorities }]),
    ...(pins === '' ? [] : [{ name: 'Pinned certificates', value: pins }]),
    ...(proxy?.mode === 'explicit' ? [{ name: 'Proxy', value: proxy.url }] : []),
    ...(variableNames === '' ? [] : [{ name: 'Variables', value: variableNames }]),
    ...(missing === '' ? [] : [{ name: 'Without a value', value: missing }]),
    ...(secrets === null ? [{ name: 'Secrets', value: 'not in the file: enter them after the import' }] : []),
  ].map((row) => ({ ...row, key: row.name }));
}

/** The URL says more than the name while there is only one. */
function nameOf({ name, method, url }: ApiCall, _index: number, { length }: readonly ApiCall[]): string {
  if (length > 1) return name;
  return url === '' ? '' : `${method} ${url}`;
}
