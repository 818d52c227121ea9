import { Button, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TokenServerSettings } from '../../../../shared/ipc/inputs.ts';
import { NetworkSchema } from '../../../../shared/token-server/config.ts';
import { monoInput } from '../../../ui/mono-input.ts';
import classes from '../token-server.module.css';

type Network = NonNullable<TokenServerSettings['network']>;

export interface NetworkSettingsProps {
  readonly network: Network | null;
  readonly running: boolean;
  /** Null for this machine only. */
  readonly onApply: (network: Network | null) => void;
}

/** By which other names and addresses the server is reached: by choice, never by default. */
export function NetworkSettings({ network, onApply, running }: NetworkSettingsProps) {
  const [host, setHost] = useState(network?.host ?? '');
  const [names, setNames] = useState(network?.names.join(' ') ?? '');
  const wanted = readNetwork(host, names);
  const changed = JSON.stringify(wanted) !== JSON.stringify(network);
  const needsNames = wanted === null && host.trim() !== '';
  const problems = wanted === null ? NO_PROBLEMS : findProblems(wanted);
  return (
    <div className={classes.section}>
      <TextInput
        label="Other host names"
        description="Names or IP addresses that clients use, separated by spaces. A second CA is generated for just these."
        placeholder="host.docker.internal"
        value={names}
        onChange={(event) => setNames(event.currentTarget.value)}
        error={needsNames ? 'Enter a name that clients use.' : problems.names}
        classNames={monoInput}
        spellCheck={false}
        autoComplete="off"
      />
      <TextInput
        label="Listen address"
        description="An IP address of this machine besides loopback; 0.0.0.0 for all. Empty for loopback only."
        placeholder="127.0.0.1"
        value={host}
        onChange={(event) => setHost(event.currentTarget.value)}
        error={problems.host}
        classNames={monoInput}
        spellCheck={false}
        autoComplete="off"
      />
      <div className={classes.inline}>
        <Button
          variant="default"
          disabled={!changed || needsNames || problems !== NO_PROBLEMS}
          onClick={() => onApply(wanted)}
        >
          {running ? 'Apply and restart' : 'Apply'}
        </Button>
        <Text size="xs" c="dimmed">
          {network === null ? 'Reachable from this machine only.' : 'Clear both fields to close it again.'}
        </Text>
      </div>
    </div>
  );
}

const NO_PROBLEMS = { names: null, host: null };

function findProblems(network: Network): { readonly names: string | null; readonly host: string | null } {
  const parsed = NetworkSchema.safeParse(network);
  if (parsed.success) return NO_PROBLEMS;
  const issues = parsed.error.issues;
  const wrong = issues.find(({ path }) => path[0] === 'names')?.path[1];
  const name = typeof wrong === 'number' ? network.names[wrong] : undefined;
  return {
    names: name === undefined ? null : `“${name}” is not a host name or IP address.`,
    host: issues.some(({ path }) => path[0] === 'host') ? 'Enter an IP address.' : null,
  };
}

function readNetwork(host: string, names: string): Network | null {
  const list = [...new Set(names.split(/[\s,]+/).filter((name) => name !== ''))];
  if (list.length === 0) return null;
  return { ...(host.trim() === '' ? {} : { host: host.trim() }), names: list };
}
