import { Button, Checkbox, Group, Select, Text } from '@mantine/core';
import { useState } from 'react';
import type { ServerClientView } from '../../../../shared/token-server/client-view.ts';
import { formatClientsFile } from '../../../../shared/token-server/clients-file.ts';
import { type CurityExport, exportForCurity } from '../../../../shared/token-server/curity/export-curity.ts';
import { saveFile } from '../../../state/actions/files.ts';
import { saveForCurityWithSecrets } from '../../../state/actions/server-clients.ts';
import { Dialog } from '../../../ui/dialog.tsx';

type Format = 'credence' | keyof CurityExport;

interface ExportFormat {
  readonly label: string;
  readonly hint: string;
  readonly file: string;
  readonly write: (clients: readonly ServerClientView[]) => string;
}

const NOT_VERIFIED = 'From Curity’s public documentation and examples; not verified against a real server.';

const FORMATS: Readonly<Record<Format, ExportFormat>> = {
  credence: {
    label: 'Credence (JSON)',
    hint: 'To import here, to compare, and to start the token server from the command line.',
    file: 'token-server-clients.json',
    write: formatClientsFile,
  },
  xml: {
    label: 'Curity: XML',
    hint: `To merge into a configuration. ${NOT_VERIFIED}`,
    file: 'curity-clients.xml',
    write: (clients) => exportForCurity(clients).xml,
  },
  cli: {
    label: 'Curity: CLI commands',
    hint: `For idsh. ${NOT_VERIFIED}`,
    file: 'curity-clients.txt',
    write: (clients) => exportForCurity(clients).cli,
  },
  restconf: {
    label: 'Curity: RESTCONF (curl)',
    hint: `For https://localhost:6749. ${NOT_VERIFIED}`,
    file: 'curity-clients.sh',
    write: (clients) => exportForCurity(clients).restconf,
  },
};

export interface ExportClientsDialogProps {
  readonly clients: readonly ServerClientView[];
  readonly onClose: () => void;
}

export function ExportClientsDialog({ clients, onClose }: ExportClientsDialogProps) {
  const [format, setFormat] = useState<Format>('credence');
  const [withSecrets, setWithSecrets] = useState(false);
  const { file, write } = FORMATS[format];
  const includesSecrets = withSecrets && format !== 'credence';
  const save = async () => {
    const saved = includesSecrets
      ? await saveForCurityWithSecrets(format, file)
      : await saveFile(file, write(clients));
    if (saved) onClose();
  };
  return (
    <Dialog onClose={onClose} title="Export clients" size="md">
      <Text size="sm">
        Exports {clients.length === 1 ? 'the client' : `the ${clients.length} clients`} as listed, including
        pending changes.
      </Text>
      <Text size="sm" mt="xs">
        {includesSecrets ? (
          <>
            <b>The file has client secrets in plain text.</b> Delete it after the import.
          </>
        ) : (
          <>
            <b>The file has no secrets and no hashes</b>, because a hash can reveal a weak secret. Set the
            secrets again after an import. Public keys and certificates are included.
          </>
        )}
      </Text>
      <Select
        label="Format"
        mt="sm"
        data={Object.entries(FORMATS).map(([value, { label }]) => ({ value, label }))}
        value={format}
        allowDeselect={false}
        onChange={(value) => value !== null && setFormat(value as Format)}
        description={FORMATS[format].hint}
        inputWrapperOrder={['label', 'input', 'description']}
      />
      {format !== 'credence' && (
        <Checkbox
          mt="sm"
          label="Include secrets"
          description="Secrets that you generated since Credence started, and those of client_secret_jwt. Of all others Credence keeps only a hash. It asks before it saves."
          checked={withSecrets}
          onChange={(event) => setWithSecrets(event.currentTarget.checked)}
        />
      )}
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
