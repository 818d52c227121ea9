import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { toggleScope } from '../../../state/actions/token-request.ts';
import { Chip } from '../../../ui/chip.tsx';
import { useLongList } from '../../../ui/long-list.tsx';
import styles from './scope-field.module.css';

export interface ListedScopesProps {
  readonly listed: readonly string[];
  readonly requested: readonly string[];
  readonly known: readonly string[];
}

/** More take a look to be found; some servers list hundreds. */
const FIRST = 12;

/** The scopes that the server's metadata lists, a click away. They keep their places when they are switched. */
export function ListedScopes({ listed, requested, known }: ListedScopesProps) {
  const [showsAll, setShowsAll] = useState(false);
  const used = new Set([...requested, ...known]);
  const offered = listed.filter((scope, index) => showsAll || index < FIRST || used.has(scope));
  const { shown, more } = useLongList(offered);
  if (listed.length === 0) return null;
  const hidden = listed.length - offered.length;
  return (
    <div className={styles.listed}>
      <span className={styles.source} title="scopes_supported (RFC 8414 §2); a server need not list all">
        From the metadata
      </span>
      {shown.map((scope) => (
        <Chip
          key={scope}
          text={scope}
          selected={requested.includes(scope)}
          onToggle={() => toggleScope(scope)}
        />
      ))}
      {more}
      {hidden > 0 && (
        <UnstyledButton className={styles.more} onClick={() => setShowsAll(true)}>
          {hidden} more
        </UnstyledButton>
      )}
    </div>
  );
}
