import type { ComparedTiming } from '../../../../shared/history/compare.ts';
import { formatDuration } from '../../../ui/format-duration.ts';
import styles from './compare.module.css';

const NAMES: Readonly<Record<ComparedTiming['stage'], string>> = {
  dns: 'DNS',
  tcp: 'TCP',
  tls: 'TLS',
  send: 'Send',
  wait: 'Wait',
  receive: 'Receive',
  total: 'Total',
};

/** The times of both, each with a bar on a common scale. */
export function ComparedTimings({ timings }: { readonly timings: readonly ComparedTiming[] }) {
  const happened = timings.filter(({ left, right }) => left !== null || right !== null);
  const longest = Math.max(1, ...happened.flatMap(({ left, right }) => [left ?? 0, right ?? 0]));
  return (
    <section aria-label="Times">
      <h2 className={styles.sectionTitle}>Times</h2>
      <table className={styles.table}>
        <tbody>
          {happened.map(({ stage, left, right }) => (
            <tr key={stage}>
              <th scope="row">{NAMES[stage]}</th>
              <Cell ms={left} longest={longest} />
              <Cell ms={right} longest={longest} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ ms, longest }: { readonly ms: number | null; readonly longest: number }) {
  return (
    <td className={styles.time}>
      {ms === null ? <i>did not happen</i> : formatDuration(ms)}
      {ms !== null && <span aria-hidden style={{ width: `calc((100% - 24px) * ${ms / longest})` }} />}
    </td>
  );
}
