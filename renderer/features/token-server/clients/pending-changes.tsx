import { Button, Text } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { revertServerClients } from '../../../state/actions/server-clients.ts';
import type { PendingChange } from '../../../state/server-clients/client-draft.ts';
import { useAppState } from '../../../state/store.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { Section } from '../section.tsx';
import styles from './clients.module.css';

export interface PendingChangesProps {
  readonly changes: readonly PendingChange[];
  readonly running: boolean;
  readonly onCommit: () => Promise<void>;
}

const KINDS = {
  added: { label: 'Added', tone: 'good' },
  changed: { label: 'Changed', tone: 'neutral' },
  removed: { label: 'Removed', tone: 'caution' },
} as const;

/** What a commit would do, client by client and field by field; each can be taken back, or all of it. */
export function PendingChanges({ changes, onCommit, running }: PendingChangesProps) {
  const problems = useAppState((state) => state.serverClients.problems);
  const [busy, setBusy] = useState(false);
  const [reverting, setReverting] = useState(false);
  const commit = async () => {
    setBusy(true);
    await onCommit();
    setBusy(false);
  };
  return (
    <Section
      title="Pending changes"
      actions={
        <div className={styles.pendingActions}>
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={16} />}
            onClick={() => setReverting(true)}
          >
            Revert all
          </Button>
          <Button leftSection={<IconCheck size={16} />} loading={busy} onClick={() => void commit()}>
            Commit
          </Button>
        </div>
      }
    >
      <Text size="sm" c="dimmed">
        Takes effect when you commit
        {running ? '; the running server applies it at once and keeps its tokens' : ''}. Kept in this window
        only.
      </Text>
      {reverting && (
        <ConfirmDialog
          title={changes.length === 1 ? 'Revert this change?' : `Revert all ${changes.length} changes?`}
          text="Restores the clients of the server. New secrets are lost with the changes."
          confirmLabel="Revert all"
          onConfirm={() => revertServerClients(null)}
          onClose={() => setReverting(false)}
        />
      )}
      {problems.length > 0 && (
        <div className={styles.problems} role="alert">
          <strong>Not committed:</strong>
          {problems.map(({ clientId, field, message }) => (
            <p key={`${clientId}/${field}/${message}`}>
              <code>{clientId}</code>: {message}
            </p>
          ))}
        </div>
      )}
      <ul className={styles.changes} aria-label="Pending changes">
        {changes.map(({ clientId, differences, kind }) => (
          <li key={`${kind}/${clientId}`} className={styles.change}>
            <StatusBadge tone={KINDS[kind].tone}>{KINDS[kind].label}</StatusBadge>
            <div className={styles.changeText}>
              <code className={styles.clientId}>{clientId}</code>
              <ul className={styles.differences}>
                {differences.map(({ after, before, what }) => (
                  <li key={what} title={`${what}: ${after}`}>
                    <span className={styles.what}>{what}:</span> {before !== '' && <del>{before}</del>}
                    {before !== '' && ' → '}
                    <ins>{after}</ins>
                  </li>
                ))}
              </ul>
            </div>
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={`Revert ${clientId}`}
              onClick={() => revertServerClients(clientId)}
            >
              Revert
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
