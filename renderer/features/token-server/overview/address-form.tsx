import { Group, Input, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TokenServerSettings } from '../../../../shared/ipc/inputs.ts';
import { RestartQuestion } from '../restart-question.tsx';
import classes from '../token-server.module.css';
import { parsePort, portAdvice } from './parse-port.ts';

export type Address = Pick<TokenServerSettings, 'scheme' | 'port'>;

export interface AddressFormProps {
  /** What the server runs with, or will start with. */
  readonly settings: Address;
  /** A server that is up has to restart to move; its tokens end with that, so it is asked for. */
  readonly running: boolean;
  readonly onApply: (address: Address) => void;
}

/** Scheme and port. Taken up at once while the server is down; a running one is restarted for it by a click. */
export function AddressForm({ onApply, running, settings }: AddressFormProps) {
  const [draft, setDraft] = useState({ scheme: settings.scheme, port: String(settings.port) });
  const [base, setBase] = useState(settings);
  // The settings changed from outside the form ("Start on 8444 instead"): show those.
  if (base.scheme !== settings.scheme || base.port !== settings.port) {
    setBase(settings);
    setDraft({ scheme: settings.scheme, port: String(settings.port) });
  }

  const port = parsePort(draft.port);
  const wanted = port.ok ? { scheme: draft.scheme, port: port.port } : null;
  const changed = wanted !== null && (wanted.scheme !== settings.scheme || wanted.port !== settings.port);
  const takeUp = (next: Address | null) => {
    if (next && !running) onApply(next);
  };
  const changeScheme = (value: string) => {
    const scheme = value === 'http' ? 'http' : 'https';
    setDraft((current) => ({ ...current, scheme }));
    takeUp(port.ok ? { scheme, port: port.port } : null);
  };

  return (
    <div className={classes.section}>
      <Group align="flex-start" gap="md">
        <Input.Wrapper label="Scheme" labelElement="div" size="xs" labelProps={{ id: 'token-server-scheme' }}>
          <SegmentedControl
            aria-labelledby="token-server-scheme"
            value={draft.scheme}
            onChange={changeScheme}
            data={[
              { value: 'https', label: 'HTTPS' },
              { value: 'http', label: 'HTTP' },
            ]}
            display="flex"
          />
        </Input.Wrapper>
        <TextInput
          label="Port"
          className={classes.port ?? ''}
          inputMode="numeric"
          autoComplete="off"
          value={draft.port}
          onChange={({ currentTarget: { value } }) => setDraft((current) => ({ ...current, port: value }))}
          // When the field is left, not at each key: 8443 is typed by way of 8, 84 and 844.
          onBlur={() => changed && takeUp(wanted)}
          onKeyDown={(event) => event.key === 'Enter' && changed && takeUp(wanted)}
          error={port.ok ? null : port.problem}
          description={port.ok ? portAdvice(port.port) : null}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
        />
      </Group>
      {running && changed && (
        <RestartQuestion onApply={() => onApply(wanted)}>
          {wanted.scheme.toUpperCase()} on port {wanted.port} needs a restart. Issued tokens stay valid.
        </RestartQuestion>
      )}
      <Text size="xs" c="dimmed">
        {draft.scheme === 'https'
          ? 'HTTPS, with a certificate from Credence’s own CA.'
          : 'Plain HTTP without certificates or encryption.'}
      </Text>
    </div>
  );
}
