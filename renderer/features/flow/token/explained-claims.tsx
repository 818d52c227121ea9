import { Switch } from '@mantine/core';
import { useState } from 'react';
import { ClaimsTable } from './claims-table.tsx';
import styles from './token-panel.module.css';

export interface ClaimGroup {
  readonly title: string;
  /** Of the table, for whom does not see the title. */
  readonly label: string;
  readonly members: Readonly<Record<string, unknown>>;
  readonly explain: (name: string) => string | null;
}

/** Groups of names and values; what the names mean is told when asked for, so that values stay easy to find. */
export function ExplainedClaims({ groups }: { readonly groups: readonly ClaimGroup[] }) {
  const [explained, setExplained] = useState(false);
  return (
    <div className={styles.jwt}>
      {groups.map(({ title, label, members, explain }, index) => (
        <div key={label} className={styles.group}>
          <div className={styles.sectionHead}>
            <h3>{title}</h3>
            {index === 0 && (
              <Switch
                label="Explain the names"
                checked={explained}
                onChange={(event) => setExplained(event.currentTarget.checked)}
              />
            )}
          </div>
          <ClaimsTable label={label} members={members} explain={explained ? explain : undefined} />
        </div>
      ))}
    </div>
  );
}
