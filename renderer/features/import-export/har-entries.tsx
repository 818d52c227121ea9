import { Button, Checkbox } from '@mantine/core';
import { useMemo } from 'react';
import type { Exchange } from '../../../shared/http/exchange.ts';
import { maskQuery } from '../../../shared/http/mark-query.ts';
import { formatCount } from '../../ui/format-count.ts';
import { PURPOSE_NAMES } from '../history/list/describe-entry.ts';
import styles from './import-export.module.css';

export interface HarEntriesProps {
  readonly exchanges: readonly Exchange[];
  readonly creator: string;
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** More rows would make the dialog slow; the rest can only be taken all together. */
const MOST_ROWS = 300;

/** The entries to choose from, those of OAuth first. */
export function HarEntries({ exchanges, creator, chosen, onChange }: HarEntriesProps) {
  const sorted = useMemo(
    () => [...exchanges].sort((a, b) => Number(a.purpose === 'api') - Number(b.purpose === 'api')),
    [exchanges],
  );
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  const hidden = sorted.length - MOST_ROWS;
  return (
    <fieldset className={styles.entries}>
      <legend>
        {exchanges.length === 1 ? 'One exchange' : `${formatCount(exchanges.length)} exchanges`}
        {creator !== '' && `, recorded by ${creator}`}
      </legend>
      <div className={styles.entryTools}>
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => onChange(new Set(exchanges.map(({ id }) => id)))}
        >
          All
        </Button>
        <Button variant="subtle" size="compact-xs" onClick={() => onChange(new Set())}>
          None
        </Button>
        <span>Choose exactly one to fill the form from it.</span>
      </div>
      <div className={styles.entryList}>
        {sorted.slice(0, MOST_ROWS).map((exchange) => (
          <Checkbox
            key={exchange.id}
            size="xs"
            classNames={{ labelWrapper: styles.entryLabel ?? '' }}
            checked={chosen.has(exchange.id)}
            onChange={() => toggle(exchange.id)}
            label={<EntryLabel exchange={exchange} />}
          />
        ))}
        {hidden > 0 && <p className={styles.detail}>And {formatCount(hidden)} more.</p>}
      </div>
    </fieldset>
  );
}

function EntryLabel({ exchange: { purpose, request, response } }: { readonly exchange: Exchange }) {
  return (
    <span className={styles.entry}>
      <span className={styles.purpose}>{PURPOSE_NAMES[purpose]}</span>
      <code>
        {request.method} {maskQuery(request.url)}
      </code>
      <span>{response?.status ?? 'no response'}</span>
    </span>
  );
}
