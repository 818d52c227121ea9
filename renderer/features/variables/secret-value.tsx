import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { secretKey } from '../../../shared/model/secret-keys.ts';
import { flushSecrets, typeSecret } from '../../state/actions/secrets.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { monoInput } from '../../ui/mono-input.ts';

export interface SecretValueProps {
  readonly label: string;
  /** What the secret store keeps it under. */
  readonly secretName: string;
  /** Whether the dialog opens here. */
  readonly isSought: boolean;
}

/** A secret variable's value in one environment: goes to the main process as it is typed, and is never read back. */
export function SecretValue({ label, secretName, isSought }: SecretValueProps) {
  const workspaceId = useAppState((state) => selectWorkspace(state).id);
  const hasValue = useAppState((state) => state.secrets.stored.has(secretKey(workspaceId, secretName)));
  const [typed, setTyped] = useState('');
  return (
    <PasswordInput
      aria-label={label}
      placeholder={hasValue ? '•••••••• is set; type to replace it' : 'no value'}
      data-autofocus={isSought || undefined}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        typeSecret(workspaceId, secretName, event.currentTarget.value);
      }}
      onBlur={() => void flushSecrets()}
      classNames={{ innerInput: monoInput.input ?? '' }}
      autoComplete="off"
      spellCheck={false}
      visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
    />
  );
}
