import type { Exchange, ProxyFacts, Timings } from '../../../shared/http/exchange.ts';
import { TimingsView } from '../../exchange-view/timings-view.tsx';
import { formatDuration } from '../../ui/format-duration.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import layout from '../../ui/layout.module.css';
import styles from './inspector.module.css';

const STAGES: readonly { readonly stage: keyof Timings; readonly name: string; readonly what: string }[] = [
  { stage: 'dns', name: 'DNS', what: 'looking up the name' },
  { stage: 'tcp', name: 'TCP', what: 'connecting' },
  { stage: 'tls', name: 'TLS', what: 'handshake, and judging the certificate' },
  { stage: 'send', name: 'Send', what: 'writing the request' },
  { stage: 'wait', name: 'Wait', what: 'until the first byte of the response' },
  { stage: 'receive', name: 'Receive', what: 'until its last byte' },
  { stage: 'total', name: 'Total', what: 'total' },
];

function proxyFact({ url, source, tunnel, authenticated }: ProxyFacts) {
  const how = tunnel ? 'A tunnel: the proxy cannot see the bytes.' : 'The proxy can read the request.';
  const who = `Set by the ${source}${authenticated ? ', given credentials' : ''}.`;
  return { name: 'Proxy', value: url, note: `${how} ${who} The remote address is the proxy’s.` };
}

/** Between which addresses, over what, and how long each stage took. */
export function ConnectionTab({ exchange }: { readonly exchange: Exchange }) {
  const { connection, response, tls, timings, startedAt, failure } = exchange;
  const facts = [
    { name: 'Started', value: formatMoment(startedAt) },
    ...(connection
      ? [
          { name: 'Remote address', value: `${connection.remoteAddress}:${connection.remotePort}` },
          {
            name: 'Local port',
            value: `${connection.localPort}`,
            note: 'The embedded server’s log names it too.',
          },
          {
            name: 'Reused',
            value: connection.reused ? 'yes' : 'no',
            note: connection.reused ? 'Reused an open connection: no DNS, TCP or TLS.' : undefined,
          },
        ]
      : [{ name: 'Connection', value: 'none was made' }]),
    ...(connection?.proxy ? [proxyFact(connection.proxy)] : []),
    { name: 'HTTP version', value: response ? `HTTP/${response.httpVersion}` : '–' },
    { name: 'TLS', value: tls?.protocol ?? 'none' },
    ...(failure
      ? [
          { name: 'Failed while', value: failure.stage },
          { name: 'Failure', value: failure.message, note: failure.platformCode ?? undefined },
        ]
      : []),
  ];
  return (
    <div className={layout.stack}>
      <TimingsView timings={timings} />
      <table className={styles.timings}>
        <caption className={styles.subtitle}>Where the time went</caption>
        <tbody>
          {STAGES.map(({ stage, name, what }) => {
            const ms = timings[stage];
            return (
              <tr key={stage}>
                <th scope="row">{name}</th>
                <td>{ms === null ? '–' : formatDuration(ms)}</td>
                <td>{ms === null ? 'did not happen' : what}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <KeyValueTable label="Connection" rows={facts.map((row) => ({ ...row, key: row.name }))} />
    </div>
  );
}
