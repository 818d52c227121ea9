import { Button, Group, Text, Textarea } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { readClientsFile } from '../../../../shared/token-server/clients-file.ts';
import { openFile } from '../../../state/actions/files.ts';
import { importServerClients } from '../../../state/actions/server-clients.ts';
import { draftOf } from '../../../state/selectors/server-clients.ts';
import { store } from '../../../state/store.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { monoInput } from '../../../ui/mono-input.ts';
import styles from './clients.module.css';

/** Clients out of a file, into the pending changes: what they would change is seen before it is in force. */
export function ImportClientsDialog({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const read = readClientsFile(text);
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
    importServerClients(read.value);
    onClose();
  };
  return (
    <Dialog onClose={onClose} title="Import clients" size="lg">
      <form className={styles.transfer} onSubmit={submit}>
        <Text size="sm">
          A file that Credence exported, or a list of clients in that form. They join the pending changes, in
          the place of clients with the same ids. Secrets are not taken from a file: clients that need one get
          it here.
        </Text>
        <Textarea
          aria-label="Clients as JSON"
          placeholder="Paste the JSON here, or choose a file"
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
              Take into the pending changes
            </Button>
          </Group>
        </Group>
      </form>
    </Dialog>
  );
}

function describeImport(clients: readonly { readonly clientId: string }[]): string {
  const known = new Set(draftOf(store.getState()).clients.map(({ clientId }) => clientId));
  const replaced = clients.filter(({ clientId }) => known.has(clientId)).length;
  const added = clients.length - replaced;
  return [
    added > 0 ? `${added} new` : null,
    replaced > 0 ? `${replaced} in the place of ${replaced === 1 ? 'one' : 'those'} with the same id` : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
}
