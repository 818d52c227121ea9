import type { ReactNode } from 'react';
import type { HistoryEntry } from '../../../shared/history/entry.ts';
import type { Exchange } from '../../../shared/http/exchange.ts';
import { activeClient } from '../../../shared/model/active-client.ts';
import { Findings } from '../../exchange-view/findings.tsx';
import { StatusLine } from '../../exchange-view/status-line.tsx';
import { TimingsView } from '../../exchange-view/timings-view.tsx';
import { useExamination } from '../../exchange-view/use-examination.ts';
import { performHistoryAction } from '../../state/actions/history-replay.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import layout from '../../ui/layout.module.css';
import { PURPOSE_NAMES } from '../history/list/describe-entry.ts';
import { InspectButton } from './inspect-button.tsx';
import styles from './inspector.module.css';

/** What came of it, where the time went, and what is to be said about it. */
export function SummaryTab({ entry }: { readonly entry: HistoryEntry }) {
  const { exchange, inputs, severity } = entry;
  const { findings, verdict, notes } = useExamination(entry);
  const clientId = activeClient(inputs).clientId;
  return (
    <div className={layout.stack}>
      <StatusLine exchange={exchange} severity={severity} />
      <TimingsView timings={exchange.timings} />
      <Findings
        findings={findings}
        verdict={verdict}
        notes={notes}
        origin={exchange.purpose}
        perform={(action) => performHistoryAction(entry, action)}
      />
      {findings.length === 0 && <p className={styles.quiet}>No issues found.</p>}
      <KeyValueTable
        label="About this exchange"
        rows={[
          { name: 'When', value: formatMoment(exchange.startedAt) },
          { name: 'Purpose', value: PURPOSE_NAMES[exchange.purpose] },
          { name: 'Workspace', value: inputs.name },
          { name: 'Client', value: clientId === '' ? '–' : clientId },
          { name: 'TLS', value: describePolicy(entry) },
          ...repetitionRows(exchange),
        ].map((row) => ({ ...row, key: row.name }))}
      />
    </div>
  );
}

/** Where a request was sent more than once by itself: the way to its neighbours. */
function repetitionRows({ repeats, repeatedBy }: Exchange): { name: string; value: ReactNode }[] {
  const rows = [
    { name: 'Repeats', label: 'The request before', other: repeats },
    { name: 'Sent again as', label: 'The request after', other: repeatedBy },
  ];
  return rows.flatMap(({ name, label, other }) =>
    other ? [{ name, value: <InspectButton exchangeId={other.exchangeId} label={label} /> }] : [],
  );
}

function describePolicy({ inputs: { tls } }: HistoryEntry): string {
  if (tls.verification === 'off') return 'verification off';
  const own = [
    tls.extraCas.length > 0 && `${tls.extraCas.length} own CA`,
    tls.pins.length > 0 && `${tls.pins.length} pinned`,
  ].filter((part) => part !== false);
  return ['verification on', ...own].join(', ');
}
