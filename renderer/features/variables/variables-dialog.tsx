import { Button, VisuallyHidden } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { addEnvironment, addVariable, closeVariables } from '../../state/actions/variables.ts';
import { selectVariables } from '../../state/selectors/variables.ts';
import { useAppState } from '../../state/store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import layout from '../../ui/layout.module.css';
import { EnvironmentHeading } from './environment-heading.tsx';
import { VariableRow } from './variable-row.tsx';
import styles from './variables.module.css';

/** The variables of the workspace: a row for each, a column for each environment. */
export function VariablesDialog() {
  const { items, environments } = useAppState(selectVariables);
  const storage = useAppState((state) => state.secrets.storage);
  const content = useRef<HTMLDivElement>(null);
  const addColumn = () => {
    addEnvironment();
    // The new one is the last, perhaps out of sight, and has a name that waits to be replaced.
    requestAnimationFrame(() => {
      const names = content.current?.querySelectorAll<HTMLInputElement>('[data-environment-name]');
      names?.item(names.length - 1).select();
    });
  };
  return (
    <Dialog onClose={closeVariables} title="Variables" size={880}>
      <div ref={content} className={styles.dialog}>
        <p className={styles.intro}>
          Write <code>{'{{name}}'}</code> in any field. Credence inserts the value of the current environment.{' '}
          <code>{'{{client_secret}}'}</code> stands for the client’s secret; <code>{'\\{{name}}'}</code> is
          sent literally.
        </p>
        {items.length === 0 && environments.length === 1 ? (
          <EmptyState title="No variables yet">
            For example a variable <code>host</code> with a value for dev and one for staging, and the token
            endpoint <code>{'https://{{host}}/oauth/v2/oauth-token'}</code>. One click then changes the
            server.
          </EmptyState>
        ) : (
          <VariablesTable />
        )}
        <div className={layout.row}>
          <Button leftSection={<IconPlus size={14} />} onClick={() => addVariable()}>
            Add variable
          </Button>
          <Button variant="default" leftSection={<IconPlus size={14} />} onClick={addColumn}>
            Add environment
          </Button>
          {storage === 'memory' && items.some(({ secret }) => secret) && (
            <span className={styles.note}>
              No system keychain found: values of secret variables are lost when Credence closes.
            </span>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function VariablesTable() {
  const { items, environments } = useAppState(selectVariables);
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.nameColumn}>
              Name
            </th>
            {environments.map((environment) => (
              <th key={environment.id} scope="col" className={styles.valueColumn}>
                <EnvironmentHeading environment={environment} />
              </th>
            ))}
            <th scope="col" className={styles.toolsColumn}>
              <VisuallyHidden>Secret, remove</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((variable) => (
            <VariableRow key={variable.id} variable={variable} environments={environments} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
