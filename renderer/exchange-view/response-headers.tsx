import { KeyValueTable } from '../ui/key-value-table.tsx';
import { useLongList } from '../ui/long-list.tsx';
import styles from './answer-view.module.css';

export function ResponseHeaders({ headers }: { readonly headers: readonly (readonly [string, string])[] }) {
  const { shown, more } = useLongList(headers);
  if (headers.length === 0) return <p className={styles.quiet}>The response has no headers.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div className={styles.headers} tabIndex={0}>
      <KeyValueTable
        label="Response headers"
        more={more}
        rows={shown.map(([name, value], index) => ({ key: `${index}`, name, value }))}
      />
    </div>
  );
}
