import { Button, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { TokenServerSettings } from '../../../shared/ipc/inputs.ts';
import type { TokenServerFailure } from '../../../shared/token-server/state.ts';
import { describeFailure } from './describe-failure.ts';
import classes from './token-server.module.css';

export interface ServerFailureProps {
  readonly failure: TokenServerFailure;
  readonly settings: TokenServerSettings;
  /** Null: start with the settings as they are. */
  readonly onStartWith: (settings: TokenServerSettings | null) => void;
}

/** Why the server does not run, and the one click that gets it running. */
export function ServerFailure({ failure, settings, onStartWith }: ServerFailureProps) {
  const advice = describeFailure(failure, settings);
  const isSaid = failure.code === 'port-in-use' && failure.mutualTlsPort === undefined;
  return (
    <div className={classes.failure} role="alert">
      <IconAlertTriangle size={20} aria-hidden />
      <div className={classes.failureText}>
        <Text fw={600}>{advice.title}</Text>
        <Text size="sm">{advice.nextStep}</Text>
        {!isSaid && (
          <Text size="xs" className={classes.reason ?? ''}>
            {failure.message}
          </Text>
        )}
      </div>
      <Button onClick={() => onStartWith(advice.startWith)}>{advice.action}</Button>
    </div>
  );
}
