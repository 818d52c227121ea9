import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconLockCheck, IconLockOpenOff } from '@tabler/icons-react';
import { setCardOpen, showPage } from '../state/actions/navigation.ts';
import { selectVerificationOff } from '../state/selectors/workspaces.ts';
import { useAppState } from '../state/store.ts';
import styles from './top-bar.module.css';

/** Whether this workspace checks certificates. Red and in words when it does not. */
export function TlsState() {
  const off = useAppState(selectVerificationOff);
  const showSwitch = () => {
    showPage('flow');
    setCardOpen('server', true);
    // Once it is drawn; whoever is far down the page would see nothing happen.
    requestAnimationFrame(() =>
      document.querySelector('[data-flow-card="server"]')?.scrollIntoView({ block: 'nearest' }),
    );
  };
  return (
    <Tooltip
      label={
        off
          ? 'Any server may pretend to be the one you mean, and gets the secret. Click to change this in card 1.'
          : 'Servers must show a certificate that this workspace trusts before a byte of a request is sent.'
      }
    >
      <UnstyledButton
        className={`${styles.state} ${styles.tls} ${off ? styles.off : styles.good}`}
        onClick={showSwitch}
      >
        {off ? <IconLockOpenOff size={15} /> : <IconLockCheck size={15} />}
        <span>{off ? 'TLS verification is off' : 'TLS verified'}</span>
      </UnstyledButton>
    </Tooltip>
  );
}
