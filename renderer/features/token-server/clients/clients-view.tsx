import { Button, Text } from '@mantine/core';
import { IconCheck, IconDownload, IconFileImport, IconPlus, IconRoute } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { takeIntoFlow } from '../../../state/actions/client-in-flow.ts';
import { commitServerClients, newServerClient } from '../../../state/actions/server-clients.ts';
import { draftOf } from '../../../state/selectors/server-clients.ts';
import { pendingChanges } from '../../../state/server-clients/client-draft.ts';
import { useAppState } from '../../../state/store.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ClientRow } from './client-row.tsx';
import styles from './clients.module.css';
import { ExportClientsDialog } from './export-clients-dialog.tsx';
import { ImportClientsDialog } from './import-clients-dialog.tsx';
import { PendingChanges } from './pending-changes.tsx';

/** Made at a first start (electron/token-server/default-config.ts). */
const DEMO_CLIENTS = ['server', 'short-lived'];

/** The clients as they are to be, with what is pending above them. */
export function ClientsView() {
  const committed = useAppState((state) => state.tokenServer.clients);
  const clientDraft = useAppState((state) => state.serverClients.draft);
  const running = useAppState((state) => state.tokenServer.state.status === 'running');
  const [dialog, setDialog] = useState<'import' | 'export' | null>(null);
  const [done, setDone] = useState<readonly string[] | null>(null);
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The editor is gone, and with it what had the focus: the keyboard goes on here.
    if (document.activeElement === document.body) ref.current?.focus();
  }, []);
  const draft = draftOf({ tokenServer: { clients: committed }, serverClients: { draft: clientDraft } });
  const changes = pendingChanges(committed, draft);
  const commit = async () => {
    if (await commitServerClients()) {
      setDone(changes.filter(({ kind }) => kind !== 'removed').map(({ clientId }) => clientId));
    }
  };

  return (
    <div ref={ref} className={styles.tab} tabIndex={-1}>
      <div className={styles.toolbar}>
        <Text size="sm" c="dimmed" className={styles.count ?? ''}>
          {draft.clients.length === 1 ? '1 client' : `${draft.clients.length} clients`}
        </Text>
        <Button
          variant="default"
          leftSection={<IconFileImport size={16} />}
          onClick={() => setDialog('import')}
        >
          Import
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          onClick={() => setDialog('export')}
          disabled={draft.clients.length === 0}
        >
          Export
        </Button>
        <Button leftSection={<IconPlus size={16} />} onClick={newServerClient}>
          New client
        </Button>
      </div>
      {changes.length > 0 ? (
        <PendingChanges changes={changes} running={running} onCommit={commit} />
      ) : (
        done && <CommittedMessage clientIds={done} running={running} onUse={(id) => void takeIntoFlow(id)} />
      )}
      {draft.clients.length === 0 ? (
        <EmptyState title="No clients yet">
          Add a client with its ID, authentication method and scopes. Only registered clients get tokens.
        </EmptyState>
      ) : (
        <ul className={styles.clients} aria-label="Clients of the token server">
          {draft.clients.map((client) => (
            <ClientRow
              key={client.clientId}
              client={client}
              pending={changes.find(({ clientId }) => clientId === client.clientId)?.kind ?? null}
              onUse={() => void takeIntoFlow(client.clientId)}
            />
          ))}
        </ul>
      )}
      <Text size="xs" c="dimmed" maw={720}>
        A secret is shown once, when it is generated. The server stores only its hash.
        {draft.clients.some(({ clientId }) => DEMO_CLIENTS.includes(clientId)) &&
          ' The clients server and short-lived came with Credence and have the tutorial’s documented secret, Secr3t!, until you reset it.'}
      </Text>
      {dialog === 'import' && <ImportClientsDialog onClose={() => setDialog(null)} />}
      {dialog === 'export' && <ExportClientsDialog clients={draft.clients} onClose={() => setDialog(null)} />}
    </div>
  );
}

interface CommittedMessageProps {
  /** The clients that were added or changed. */
  readonly clientIds: readonly string[];
  readonly running: boolean;
  readonly onUse: (clientId: string) => void;
}

/** What a commit has done, and the next step: to try it. Takes the focus that the commit's button had. */
function CommittedMessage({ clientIds, onUse, running }: CommittedMessageProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), []);
  const [only, ...more] = clientIds;
  return (
    <div ref={ref} className={styles.committed} role="status" tabIndex={-1}>
      <IconCheck size={18} aria-hidden />
      <Text size="sm" className={styles.committedText ?? ''}>
        Committed. {running ? 'It takes effect now.' : 'It takes effect when the server starts.'}
      </Text>
      {only !== undefined && more.length === 0 && (
        <Button size="compact-sm" leftSection={<IconRoute size={14} />} onClick={() => onUse(only)}>
          Use {only.length > 40 ? 'it' : only} in the Flow
        </Button>
      )}
    </div>
  );
}
