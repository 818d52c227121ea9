import type { RepeatFailure, RepeatReport } from '../../../shared/repeat/report.ts';
import { formatCount } from '../../ui/format-count.ts';
import { formatDuration } from '../../ui/format-duration.ts';
import layout from '../../ui/layout.module.css';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { InspectButton } from '../inspector/inspect-button.tsx';
import { LatencyHistogram } from './latency-histogram.tsx';
import styles from './repeat.module.css';

/** What came of it so far, or in the end. */
export function RepeatResults({ report }: { readonly report: RepeatReport }) {
  const { state, completed, planned, succeeded, elapsed, latency, exampleId } = report;
  const failed = completed - succeeded;
  return (
    <section className={layout.stack} aria-label="Results" aria-busy={state === 'running'}>
      <div className={styles.state}>
        <progress className={styles.progress} aria-label="Requests done" value={completed} max={planned} />
        <p>
          <b>{formatCount(completed)}</b> of {formatCount(planned)} in {formatDuration(elapsed)}
          {state === 'cancelled' && ', cancelled'}
        </p>
      </div>
      <p className={styles.badges} role={state === 'running' ? undefined : 'status'}>
        <StatusBadge tone={succeeded > 0 ? 'good' : 'neutral'}>
          {formatCount(succeeded)} succeeded
        </StatusBadge>
        <StatusBadge tone={failed > 0 ? 'caution' : 'neutral'}>{formatCount(failed)} failed</StatusBadge>
        {exampleId !== null && state !== 'running' && (
          <InspectButton exchangeId={exampleId} label="Inspect one" />
        )}
      </p>
      <Figures report={report} />
      {latency && <LatencyHistogram buckets={report.buckets} latency={latency} />}
      <Notes report={report} />
      <RepeatFailures failures={report.failures} />
    </section>
  );
}

function Figures({ report: { latency, completed, elapsed } }: { readonly report: RepeatReport }) {
  const perSecond = elapsed > 0 ? (completed * 1_000) / elapsed : 0;
  const figures = [
    ['Per second', perSecond < 10 ? perSecond.toFixed(1) : formatCount(Math.round(perSecond))],
    ...(latency
      ? [
          ['p50', formatDuration(latency.p50)],
          ['p90', formatDuration(latency.p90)],
          ['p95', formatDuration(latency.p95)],
          ['p99', formatDuration(latency.p99)],
          ['Slowest', formatDuration(latency.max)],
        ]
      : []),
  ];
  return (
    <dl className={styles.figures} aria-label="Figures">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What the figures mean, in sentences. */
function Notes({ report }: { readonly report: RepeatReport }) {
  const notes = [describeTokens(report), describeLimit(report), describeConnections(report)];
  return (
    <ul className={styles.notes} aria-label="Notes">
      {notes
        .filter((note) => note !== null)
        .map((note) => (
          <li key={note}>{note}</li>
        ))}
    </ul>
  );
}

function describeTokens({ tokens }: RepeatReport): string | null {
  if (!tokens || tokens.received === 0) return null;
  const { received, distinct } = tokens;
  if (received === 1) return 'Received one token.';
  return distinct === received
    ? `${formatCount(received)} different tokens: the server issues a new one for each request.`
    : `${formatCount(received)} tokens, ${formatCount(distinct)} of them different: the server reuses tokens.`;
}

function describeLimit({ rateLimited }: RepeatReport): string | null {
  if (!rateLimited) return null;
  const { count, after, retryAfter } = rateLimited;
  const wait = retryAfter === null ? 'without Retry-After' : `Retry-After: ${retryAfter}`;
  return `429 Too Many Requests: ${formatCount(count)} times, first after ${formatCount(after)} requests (${wait}).`;
}

function describeOpened(connections: number, completed: number): string {
  if (connections === completed) {
    return 'Each request opened a new connection: the server closes it after each response.';
  }
  if (connections === 0) return 'No new connections: requests reused open ones.';
  return `${formatCount(connections)} ${connections === 1 ? 'connection was' : 'connections were'} opened and reused.`;
}

function describeConnections({ connections, completed, repeatedForNonce }: RepeatReport): string | null {
  if (completed === 0) return null;
  const opened = describeOpened(connections, completed);
  return repeatedForNonce > 0
    ? `${opened} ${formatCount(repeatedForNonce)} requests were sent twice for a DPoP nonce.`
    : opened;
}

/** Why requests failed, by the names of the diagnosis, with the first ones to be looked at. */
function RepeatFailures({ failures }: { readonly failures: readonly RepeatFailure[] }) {
  if (failures.length === 0) return null;
  return (
    <section aria-label="Failures">
      <h3 className={styles.heading}>Failures</h3>
      <ul className={styles.failures}>
        {failures.map(({ id, title, count, exchangeIds }) => (
          <li key={id}>
            <b>{formatCount(count)}×</b>
            <span className={styles.words}>
              {title} <code>{id}</code>
            </span>
            {exchangeIds.map((exchangeId, index) => (
              <InspectButton key={exchangeId} exchangeId={exchangeId} label={`Inspect ${index + 1}`} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
