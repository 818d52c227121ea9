import { Button, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import type { Exchange } from '../../shared/http/exchange.ts';
import { parseJsonObject } from '../../shared/json/json-object.ts';
import { isCurityTokenEndpoint, registerInCurity } from '../../shared/token-server/curity/register-client.ts';
import { copyText } from '../state/actions/clipboard.ts';
import { selectClient, selectWorkspace } from '../state/selectors/workspaces.ts';
import { useAppState } from '../state/store.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './curity-registration.module.css';

/** Shown if a Curity server returns invalid_client: how to register the workspace's client there. */
export function CurityRegistration({ exchange }: { readonly exchange: Exchange }) {
  const [isOpen, setOpen] = useState(false);
  const { body } = exchange.response ?? {};
  const isRefused = body !== undefined && parseJsonObject(body.text)?.error === 'invalid_client';
  if (!isRefused || !isCurityTokenEndpoint(exchange.request.url)) return null;
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
        How to register this client in Curity
      </Button>
      {isOpen && <RegistrationDialog tokenEndpoint={exchange.request.url} onClose={() => setOpen(false)} />}
    </>
  );
}

type Form = 'xml' | 'cli' | 'restconf';

interface RegistrationDialogProps {
  readonly tokenEndpoint: string;
  readonly onClose: () => void;
}

function RegistrationDialog({ onClose, tokenEndpoint }: RegistrationDialogProps) {
  const { authMethod, clientId } = useAppState(selectClient);
  const { scopes } = useAppState((state) => selectWorkspace(state).request);
  const [form, setForm] = useState<Form>('cli');
  const { commands, steps } = registerInCurity({ clientId, method: authMethod, scopes, tokenEndpoint });
  return (
    <Dialog onClose={onClose} title="Register this client in Curity" size="lg">
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div className={styles.head}>
        <SegmentedControl<Form>
          aria-label="Commands"
          size="xs"
          value={form}
          onChange={setForm}
          data={[
            { value: 'cli', label: 'CLI' },
            { value: 'xml', label: 'XML' },
            { value: 'restconf', label: 'RESTCONF' },
          ]}
        />
        <CopyButton label="Copy" look="button" copy={() => copyText(commands[form])} />
      </div>
      <pre className={styles.commands}>{commands[form]}</pre>
      <Text size="xs" c="dimmed">
        From Curity’s public documentation and examples. Not verified against a real server.
      </Text>
    </Dialog>
  );
}
