import { Text } from '@mantine/core';
import { IconHourglass, IconKey, IconKeyOff } from '@tabler/icons-react';
import type { SecretStorage } from '../../../shared/ipc/secret-status.ts';
import classes from './settings.module.css';

/** Where client secrets are kept on this machine, and what that means for the person. */
const NOTES: Readonly<Record<SecretStorage, { readonly title: string; readonly text: string }>> = {
  checking: {
    title: 'Waiting for the system keychain…',
    text: 'Secrets stay in memory until it responds. It may be waiting for you to unlock it.',
  },
  keychain: {
    title: 'Encrypted with a key from the system keychain',
    text: 'Client secrets survive a restart. They are encrypted on disk; only your account on this machine can read them.',
  },
  memory: {
    title: 'In memory only',
    text: 'No system keychain found, and Credence never writes unencrypted secrets to disk. Secrets are lost when the app closes; enter them again after a restart. On Linux, a running keyring (GNOME Keyring or KWallet) changes that.',
  },
};

const ICONS = { checking: IconHourglass, keychain: IconKey, memory: IconKeyOff };

export function SecretStorageNote({ storage }: { readonly storage: SecretStorage }) {
  const Icon = ICONS[storage];
  return (
    <>
      <div className={classes.storage} role="status">
        <Icon size={20} className={classes.storageIcon} data-storage={storage} aria-hidden />
        <div>
          <Text fw={600}>{NOTES[storage].title}</Text>
          <Text size="sm">{NOTES[storage].text}</Text>
        </div>
      </div>
      <Text size="sm" c="dimmed" mt="sm">
        A secret goes from its field to the main process and never comes back to this window. Access tokens
        are on the disk only in the history, and only while the keychain encrypts it.
      </Text>
    </>
  );
}
