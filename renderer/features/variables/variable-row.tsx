import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLock, IconLockOpen, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { secretKey, variableSecretKey } from '../../../shared/model/secret-keys.ts';
import type { Variable } from '../../../shared/model/variables.ts';
import { activeEnvironment, type Environment } from '../../../shared/variables/variables-of.ts';
import {
  makeVariablePlain,
  makeVariableSecret,
  removeVariable,
  setVariableValue,
} from '../../state/actions/variables.ts';
import { selectVariables } from '../../state/selectors/variables.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { SecretValue } from './secret-value.tsx';
import { TemplateInput } from './template-input.tsx';
import { VariableName } from './variable-name.tsx';
import styles from './variables.module.css';

export interface VariableRowProps {
  readonly variable: Variable;
  readonly environments: readonly Environment[];
}

/** A variable: its name, a value for each environment, whether they are secret. */
export function VariableRow({ variable, environments }: VariableRowProps) {
  const { id, name, secret, values } = variable;
  const workspaceId = useAppState((state) => selectWorkspace(state).id);
  const hasSecrets = useAppState((state) =>
    environments.some((each) =>
      state.secrets.stored.has(secretKey(workspaceId, variableSecretKey(each.id, id))),
    ),
  );
  const sought = useAppState((state) => state.navigation.variablesDialog.name);
  const activeId = useAppState((state) => activeEnvironment(selectVariables(state)).id);
  const [isAsking, setAsking] = useState(false);
  const shownName = name === '' ? 'the new variable' : name;
  const toggleSecret = () => {
    if (!secret) void makeVariableSecret(id);
    else if (hasSecrets) setAsking(true);
    else void makeVariablePlain(id);
  };
  return (
    <tr>
      <th scope="row">
        <VariableName variable={variable} />
      </th>
      {environments.map((environment) => {
        const label = `Value of ${shownName} in ${environment.name}`;
        const isSought = name === sought && environment.id === activeId;
        return (
          <td key={environment.id}>
            {secret ? (
              <SecretValue
                label={label}
                secretName={variableSecretKey(environment.id, id)}
                isSought={isSought}
              />
            ) : (
              <TemplateInput
                aria-label={label}
                placeholder="no value"
                data-autofocus={isSought || undefined}
                value={values[environment.id] ?? ''}
                onChange={(event) => setVariableValue(id, environment.id, event.currentTarget.value)}
              />
            )}
          </td>
        );
      })}
      <td>
        <div className={styles.tools}>
          <Tooltip
            label={secret ? 'Secret: values are kept in the keychain and never shown' : 'Make it secret'}
          >
            <ActionIcon
              size={24}
              color={secret ? 'teal' : 'gray'}
              aria-label={`Keep ${shownName} secret`}
              aria-pressed={secret}
              onClick={toggleSecret}
            >
              {secret ? <IconLock size={15} /> : <IconLockOpen size={15} />}
            </ActionIcon>
          </Tooltip>
          <ActionIcon size={24} aria-label={`Remove ${shownName}`} onClick={() => removeVariable(id)}>
            <IconX size={15} />
          </ActionIcon>
        </div>
        {isAsking && (
          <ConfirmDialog
            title={`Make “${name}” a plain variable?`}
            text="Deletes its secret values. Enter them again afterwards."
            confirmLabel="Delete the values"
            onConfirm={() => void makeVariablePlain(id)}
            onClose={() => setAsking(false)}
          />
        )}
      </td>
    </tr>
  );
}
