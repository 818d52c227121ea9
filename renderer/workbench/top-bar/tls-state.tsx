import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconLockCheck, IconLockOpenOff } from '@tabler/icons-react';
import { showTrust } from '../../state/actions/navigation.ts';
import { selectVerificationOff } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import styles from './top-bar.module.css';

/** Whether this workspace verifies certificates. Red and in words when it does not. */
export function TlsState() {
  const off = useAppState(selectVerificationOff);
  return (
    <Tooltip
      label={
        off
          ? 'Any server can impersonate yours and receive the secret. Click to turn verification on.'
          : 'Sends nothing until the server presents a trusted certificate. Click to see what this workspace trusts.'
      }
    >
      <UnstyledButton className={styles.state} data-tone={off ? 'danger' : 'good'} onClick={showTrust}>
        {off ? <IconLockOpenOff size={15} aria-hidden /> : <IconLockCheck size={15} aria-hidden />}
        <span>TLS verification {off ? 'off' : 'on'}</span>
      </UnstyledButton>
    </Tooltip>
  );
}
