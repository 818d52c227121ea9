import { Button, Group, Text, Textarea } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { ok, type Result } from '../../../../shared/result.ts';
import { readClientsFile } from '../../../../shared/token-server/clients-file.ts';
import {
  type CurityImport,
  importFromCurity,
  looksLikeCurity,
} from '../../../../shared/token-server/curity/import-curity.ts';
import { openFile } from '../../../state/actions/files.ts';
import { importServerClients } from '../../../state/actions/server-clients.ts';
import { draftOf } from '../../../state/selectors/server-clients.ts';
import { store } from '../../../state/store.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { monoInput } from '../../../ui/mono-input.ts';
import styles from './clients.module.css';

/** Imports clients from a file as a draft. */
export function ImportClientsDialog({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const read = readClients(text);
  const choose = async () => {
    const file = await openFile();
    if (!file.ok) setProblem([file.error.message, file.error.nextStep].filter(Boolean).join(' '));
    else if (file.value) {
      setProblem(null);
      setText(file.value.text);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!read.ok) return;
    importServerClients(read.value.clients);
    onClose();
  };
  return (
    <Dialog onClose={onClose} title="Import clients" size="lg">
      <form className={styles.transfer} onSubmit={submit}>
        <Text size="sm">
          A file that Credence exported, a Curity configuration (XML), or clients from Curity’s RESTCONF API
          (JSON). They replace clients with the same ID, as a draft that takes effect when you commit. Secrets
          are not imported.
        </Text>
        <Textarea
          aria-label="Clients as JSON or XML"
          placeholder="Paste JSON or XML here, or choose a file"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          classNames={monoInput}
          rows={9}
          spellCheck={false}
          data-autofocus
        />
        <div role="status" className={styles.reading}>
          {problem ?? (text.trim() === '' ? '' : read.ok ? describeImport(read.value) : read.error)}
        </div>
        <Group justify="space-between" gap="xs">
          <Button variant="default" leftSection={<IconFolderOpen size={16} />} onClick={() => void choose()}>
            Choose file…
          </Button>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={!read.ok}>
              Add to pending changes
            </Button>
          </Group>
        </Group>
      </form>
    </Dialog>
  );
}

function readClients(text: string): Result<CurityImport, string> {
  if (looksLikeCurity(text)) return importFromCurity(text);
  const read = readClientsFile(text);
  return read.ok ? ok({ clients: read.value, notes: [] }) : read;
}

function describeImport({ clients, notes }: CurityImport): string {
  const known = new Set(draftOf(store.getState()).clients.map(({ clientId }) => clientId));
  const replaced = clients.filter(({ clientId }) => known.has(clientId)).length;
  const added = clients.length - replaced;
  const counts = [
    added > 0 ? `${added} new` : null,
    replaced > 0 ? `${replaced} replacing ${replaced === 1 ? 'one' : 'those'} with the same ID` : null,
  ].filter((part) => part !== null);
  return [counts.join(', '), ...notes].join('. ').replaceAll('..', '.');
}
