import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { PROXY_SECRET_KEY } from '../../../../shared/model/default-connection.ts';
import { secretKey } from '../../../../shared/model/secret-keys.ts';
import { flushSecrets, typeSecret } from '../../../state/actions/secrets.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';

/** The proxy's password: goes to the main process as it is typed, and is never read back. */
export function ProxyPassword() {
  const workspaceId = useAppState((state) => selectWorkspace(state).id);
  const revision = useAppState((state) => state.secrets.revision);
  return <PasswordField key={`${workspaceId}/${revision}`} workspaceId={workspaceId} />;
}

function PasswordField({ workspaceId }: { readonly workspaceId: string }) {
  const isSet = useAppState((state) => state.secrets.stored.has(secretKey(workspaceId, PROXY_SECRET_KEY)));
  const [typed, setTyped] = useState('');
  return (
    <PasswordInput
      label="Proxy password"
      placeholder={isSet ? '•••••••• is set; type to replace it' : 'none'}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        typeSecret(workspaceId, PROXY_SECRET_KEY, event.currentTarget.value);
      }}
      onBlur={() => void flushSecrets()}
      autoComplete="off"
      spellCheck={false}
      visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
    />
  );
}
