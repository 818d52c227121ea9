import { memo } from 'react';
import type { TokenServerLogEntry } from '../../../../shared/token-server/state.ts';
import { formatDuration } from '../../../ui/format-duration.ts';
import classes from '../token-server.module.css';

/** The rows of the log. A row never changes, so each is drawn once however fast others arrive. */
export function LogTable({ entries }: { readonly entries: readonly TokenServerLogEntry[] }) {
  return (
    // The scrolling region takes the focus, so that the keyboard can scroll it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard (WCAG 2.1.1).
    <section className={classes.logScroll} tabIndex={0} aria-label="Requests">
      <table className={classes.logTable}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Method</th>
            <th scope="col">Path</th>
            <th scope="col">Status</th>
            <th scope="col">Client</th>
            <th scope="col">Decision</th>
            <th scope="col" className={classes.number}>
              Duration
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <LogRow key={entry.id} entry={entry} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

const LogRow = memo(function LogRow({ entry }: { readonly entry: TokenServerLogEntry }) {
  return (
    <tr>
      <td className={classes.time}>{formatTime(entry.at)}</td>
      <td>{entry.method}</td>
      <td className={classes.path} title={entry.path}>
        {entry.path}
      </td>
      <td>
        <span className={classes.status} data-class={Math.floor(entry.status / 100)}>
          {entry.status}
        </span>
      </td>
      <td>{entry.clientId ?? '–'}</td>
      <td className={classes.decision}>{entry.decision}</td>
      <td className={classes.number}>{formatDuration(entry.duration)}</td>
    </tr>
  );
});

const TIME = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hour12: false,
});

function formatTime(at: number): string {
  return TIME.format(at);
}
