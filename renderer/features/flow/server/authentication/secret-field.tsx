import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { assertUnreachable } from '../../../../../shared/errors.ts';
import type { SecretStorage } from '../../../../../shared/ipc/secret-status.ts';
import { clientSecretKey } from '../../../../../shared/model/secret-keys.ts';
import { methodOf } from '../../../../../shared/oauth/methods/methods.ts';
import { clearSecret, flushSecrets, typeSecret } from '../../../../state/actions/secrets.ts';
import { selectHasSecret } from '../../../../state/selectors/secrets.ts';
import { selectClient, selectWorkspace } from '../../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../../state/store.ts';
import { TextButton } from '../../../../ui/text-button.tsx';
import { WantedField } from '../../wanted-field.tsx';
import styles from '../server-card.module.css';

/** The client's secret: goes to the main process as it is typed, and is never read back. */
export function SecretField() {
  const workspaceId = useAppState((state) => selectWorkspace(state).id);
  const clientKey = useAppState((state) => selectClient(state).id);
  const revision = useAppState((state) => state.secrets.revision);
  // What was typed belongs to this client, and only until the secret comes from elsewhere.
  return (
    <WantedField field="secret">
      <SecretInput
        key={`${workspaceId}/${clientKey}/${revision}`}
        workspaceId={workspaceId}
        clientKey={clientKey}
      />
    </WantedField>
  );
}

function SecretInput({
  workspaceId,
  clientKey,
}: {
  readonly workspaceId: string;
  readonly clientKey: string;
}) {
  const hasSecret = useAppState(selectHasSecret);
  const storage = useAppState((state) => state.secrets.storage);
  const needsSecret = useAppState((state) => methodOf(selectClient(state)).credential === 'secret');
  const [typed, setTyped] = useState('');
  return (
    <div>
      <PasswordInput
        label="Client secret"
        placeholder={
          hasSecret ? '•••••••• is set; type to replace it' : 'The server’s secret, or {{variable}}'
        }
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          typeSecret(workspaceId, clientSecretKey(clientKey), event.currentTarget.value);
        }}
        onBlur={() => void flushSecrets()}
        autoComplete="off"
        spellCheck={false}
        visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
      />
      <div className={styles.secretState} role="status" aria-label="Secret storage">
        <span>{describeSecret(hasSecret, storage, !needsSecret)}</span>
        {hasSecret && (
          <TextButton onClick={() => void clearSecret(workspaceId, clientSecretKey(clientKey))}>
            Clear secret
          </TextButton>
        )}
      </div>
    </div>
  );
}

function describeSecret(hasSecret: boolean, storage: SecretStorage, unused: boolean): string {
  if (unused) return `${hasSecret ? 'Not sent' : 'Not needed'}: this client does not authenticate.`;
  if (!hasSecret) return 'No secret yet.';
  switch (storage) {
    case 'keychain':
      return 'Stored in keychain.';
    case 'memory':
      return 'Not saved: no system keychain found.';
    case 'checking':
      return 'Waiting for the system keychain…';
    default:
      return assertUnreachable(storage);
  }
}
