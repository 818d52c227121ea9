import { ActionIcon, Radio, TextInput, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { activeEnvironment, type Environment } from '../../../shared/variables/variables-of.ts';
import { removeEnvironment, renameEnvironment, switchEnvironment } from '../../state/actions/variables.ts';
import { selectVariables } from '../../state/selectors/variables.ts';
import { useAppState } from '../../state/store.ts';
import styles from './variables.module.css';

/** The head of a column: which environment, and whether it is in use. */
export function EnvironmentHeading({ environment: { id, name } }: { readonly environment: Environment }) {
  const variables = useAppState(selectVariables);
  const isOnly = variables.environments.length === 1;
  return (
    <div className={styles.environment}>
      {!isOnly && (
        <Tooltip label={`Use ${name}`}>
          <Radio
            size="xs"
            name="environment"
            aria-label={`Use ${name}`}
            checked={activeEnvironment(variables).id === id}
            onChange={() => void switchEnvironment(id)}
          />
        </Tooltip>
      )}
      <TextInput
        aria-label="Name of the environment"
        data-environment-name
        className={styles.environmentName ?? ''}
        value={name}
        onChange={(event) => renameEnvironment(id, event.currentTarget.value)}
        onBlur={() => name.trim() === '' && renameEnvironment(id, 'environment')}
        spellCheck={false}
        autoComplete="off"
      />
      {!isOnly && (
        <ActionIcon size={24} aria-label={`Remove environment ${name}`} onClick={() => removeEnvironment(id)}>
          <IconTrash size={14} />
        </ActionIcon>
      )}
    </div>
  );
}
