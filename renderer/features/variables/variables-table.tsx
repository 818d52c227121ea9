import { VisuallyHidden } from '@mantine/core';
import { selectVariables } from '../../state/selectors/variables.ts';
import { useAppState } from '../../state/store.ts';
import { EnvironmentHeading } from './environment-heading.tsx';
import { VariableRow } from './variable-row.tsx';
import styles from './variables.module.css';

export function VariablesTable() {
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
