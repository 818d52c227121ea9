import { Button, Group, Text } from '@mantine/core';
import type { ServerClientView } from '../../../../shared/token-server/client-view.ts';
import { formatClientsFile } from '../../../../shared/token-server/clients-file.ts';
import { saveFile } from '../../../state/actions/files.ts';
import { Dialog } from '../../../ui/dialog.tsx';

export interface ExportClientsDialogProps {
  readonly clients: readonly ServerClientView[];
  readonly onClose: () => void;
}

export function ExportClientsDialog({ clients, onClose }: ExportClientsDialogProps) {
  const save = async () => {
    if (await saveFile('token-server-clients.json', formatClientsFile(clients))) onClose();
  };
  return (
    <Dialog onClose={onClose} title="Export clients" size="md">
      <Text size="sm">
        {clients.length === 1 ? 'The client' : `The ${clients.length} clients`} as listed, pending changes
        included, as JSON to read, compare and keep under version control, and to start the token server alone
        with.
      </Text>
      <Text size="sm" mt="xs">
        <b>No secret is in it, and no hash of one</b>: a hash can be guessed at offline, and a weak secret
        behind it found. Where the file is imported, clients that had a secret need a new one. Public keys and
        certificates are in it.
      </Text>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={() => void save()} data-autofocus>
          Save file…
        </Button>
      </Group>
    </Dialog>
  );
}
