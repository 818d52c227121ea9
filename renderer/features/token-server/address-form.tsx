import { Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TokenServerSettings } from '../../../shared/ipc/contract.ts';
import type { TokenServerState } from '../../../shared/token-server/state.ts';
import { parsePort, portAdvice } from './parse-port.ts';
import classes from './token-server.module.css';

export interface AddressFormProps {
  readonly settings: TokenServerSettings;
  readonly state: TokenServerState;
  readonly onChange: (settings: TokenServerSettings) => void;
  readonly onRestart: () => void;
}

/** Scheme and port. A change is kept at once; a running server takes it up when it is restarted, and the form says so. */
export function AddressForm({ settings, state, onChange, onRestart }: AddressFormProps) {
  const [text, setText] = useState(String(settings.port));
  const [shownPort, setShownPort] = useState(settings.port);
  // Another port came from outside the field ("Start on 8444 instead"): show that one.
  if (shownPort !== settings.port) {
    setShownPort(settings.port);
    setText(String(settings.port));
  }
  const input = parsePort(text);
  const waiting = state.status === 'running' && !runsWith(state.endpoints.baseUrl, settings);

  // Taken up when the field is left, not at each key: 8443 is typed by way of 8, 84 and 844.
  const keepPort = () => {
    if (!input.ok || input.port === settings.port) return;
    setShownPort(input.port);
    onChange({ ...settings, port: input.port });
  };

  return (
    <div>
      <Group align="flex-start" gap="md">
        <div>
          <Text component="label" size="sm" fw={500} id="token-server-scheme" display="block" mb={4}>
            Scheme
          </Text>
          <SegmentedControl
            aria-labelledby="token-server-scheme"
            value={settings.scheme}
            onChange={(scheme) => onChange({ ...settings, scheme: scheme === 'http' ? 'http' : 'https' })}
            data={[
              { value: 'https', label: 'HTTPS' },
              { value: 'http', label: 'HTTP' },
            ]}
          />
        </div>
        <TextInput
          label="Port"
          className={classes.port ?? ''}
          inputMode="numeric"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={keepPort}
          onKeyDown={(event) => event.key === 'Enter' && keepPort()}
          error={input.ok ? null : input.problem}
          description={input.ok ? portAdvice(input.port) : null}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
        />
      </Group>
      <Text size="xs" c="dimmed" mt="xs">
        {settings.scheme === 'https'
          ? 'HTTPS with a certificate from Credence’s own authority, made on this machine. Reachable from this machine only.'
          : 'Plain HTTP: no certificates to deal with, and nothing is encrypted. Reachable from this machine only.'}
      </Text>
      {waiting && (
        <Group gap="sm" mt="xs" role="status">
          <Text size="sm">
            {settings.scheme.toUpperCase()} on port {settings.port} applies when the server is restarted.
          </Text>
          <Button size="compact-sm" variant="light" onClick={onRestart}>
            Restart now
          </Button>
        </Group>
      )}
    </div>
  );
}

/** Whether the running address is the one that is set; the default ports are not written in a URL. */
function runsWith(baseUrl: string, settings: TokenServerSettings): boolean {
  const url = new URL(baseUrl);
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  return url.protocol === `${settings.scheme}:` && port === settings.port;
}
