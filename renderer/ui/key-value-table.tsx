import { Fragment, type ReactNode } from 'react';
import styles from './key-value-table.module.css';

interface KeyValueRow {
  /** Distinguishes rows of the same name. */
  readonly key: string;
  readonly name: string;
  readonly value: ReactNode;
  /** A second line in plain words, for example what a number means. */
  readonly note?: string | undefined;
}

export interface KeyValueTableProps {
  readonly label: string;
  readonly rows: readonly KeyValueRow[];
  /** The button for more rows: see useLongList. */
  readonly more?: ReactNode;
}

/** Names and values; long ones wrap, nothing is cut off. */
export function KeyValueTable({ label, rows, more = null }: KeyValueTableProps) {
  return (
    <dl className={styles.table} aria-label={label}>
      {rows.map(({ key, name, value, note }) => (
        <Fragment key={key}>
          <dt>{name}</dt>
          <dd>
            {value}
            {note !== undefined && <span className={styles.note}>{note}</span>}
          </dd>
        </Fragment>
      ))}
      {more && (
        <>
          <dt />
          <dd>{more}</dd>
        </>
      )}
    </dl>
  );
}
