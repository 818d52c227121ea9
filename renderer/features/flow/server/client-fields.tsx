import { ActionIcon, Select, Tooltip } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Client } from '../../../../shared/model/workspace.ts';
import { addClient, removeClient, switchClient, updateClient } from '../../../state/actions/clients.ts';
import { selectClient, selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { focusSoon } from '../../../ui/focus-soon.ts';
import { TemplateInput } from '../../variables/template-input.tsx';
import { AuthenticationMethod } from './authentication/authentication-method.tsx';
import { CredentialField } from './authentication/credential-field.tsx';
import styles from './server-card.module.css';

/** The workspace's clients: choose, add, remove; the one in use is renamed by its id. */
export function ClientFields() {
  const { clients } = useAppState(selectWorkspace);
  const client = useAppState(selectClient);
  const [removing, setRemoving] = useState(false);
  const fields = useRef<HTMLDivElement>(null);
  const add = async () => {
    await addClient();
    focusSoon(() => fields.current?.querySelector<HTMLElement>('[data-client-id]'));
  };
  return (
    <div ref={fields} className={styles.clients}>
      <div className={styles.picker}>
        <Select
          label="Client"
          data={nameClients(clients)}
          value={client.id}
          onChange={(id) => id && void switchClient(id)}
          comboboxProps={{ shadow: 'md' }}
        />
        <div className={styles.clientButtons}>
          <Tooltip label="Add a client">
            <ActionIcon aria-label="Add client" onClick={() => void add()}>
              <IconPlus size={16} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Remove this client">
            <ActionIcon
              aria-label="Remove client"
              disabled={clients.length === 1}
              onClick={() => setRemoving(true)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
      <TemplateInput
        label="Client ID"
        placeholder="server"
        value={client.clientId}
        onChange={(event) => updateClient({ clientId: event.currentTarget.value })}
        secrets="not-here"
        data-client-id
      />
      <AuthenticationMethod />
      <CredentialField />
      {removing && (
        <ConfirmDialog
          title={`Remove client “${client.clientId || 'without an id'}”?`}
          text="Its stored secret and its scopes go with it. The server’s registration is not touched."
          confirmLabel="Remove client"
          onConfirm={() => void removeClient()}
          onClose={() => setRemoving(false)}
        />
      )}
    </div>
  );
}

/** Options of the picker: clients go by their ids, and those that share one by a number behind it. */
function nameClients(clients: readonly Client[]): { value: string; label: string }[] {
  return clients.map(({ id, clientId }, index) => {
    const name = clientId || 'New client';
    const before = clients
      .slice(0, index)
      .filter((other) => (other.clientId || 'New client') === name).length;
    return { value: id, label: before === 0 ? name : `${name} (${before + 1})` };
  });
}
