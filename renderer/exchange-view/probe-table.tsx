import { meaningOf } from '../../shared/diagnose/probe/conclude-probe.ts';
import { describeVariation } from '../../shared/diagnose/probe/describe-variation.ts';
import type { ProbeAnswer, ProbeStep } from '../../shared/diagnose/probe/probe.ts';
import { inspectExchange } from '../state/actions/history-selection.ts';
import type { ProbeState } from '../state/slices/probe.ts';
import styles from './find-out-why.module.css';

export interface ProbeTableProps {
  readonly probe: ProbeState;
  /** The response to the original request. */
  readonly first: ProbeAnswer;
}

/** Before sending: what each response would mean. After: the variation, the response, and its meaning. */
export function ProbeTable({ probe, first }: ProbeTableProps) {
  const isPlanned = probe.status === 'planned';
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Change</th>
          <th scope="col">{isPlanned ? 'If accepted' : 'Response'}</th>
          <th scope="col">{isPlanned ? 'If refused' : 'Meaning'}</th>
        </tr>
      </thead>
      <tbody>
        {!isPlanned && (
          <tr data-outcome={first.outcome}>
            <th scope="row">None: as sent</th>
            <td>
              <code>{first.said}</code>
            </td>
            <td>The request in question.</td>
          </tr>
        )}
        {probe.plan.steps.map((step) =>
          isPlanned ? (
            <PlannedRow key={step.id} step={step} />
          ) : (
            <ResultRow key={step.id} step={step} probe={probe} first={first} />
          ),
        )}
      </tbody>
    </table>
  );
}

function PlannedRow({ step: { variation } }: { readonly step: ProbeStep }) {
  const { label, sends, ifAccepted, ifRefused } = describeVariation(variation);
  return (
    <tr>
      <th scope="row">
        {label}
        <span className={styles.sends}>{sends}</span>
      </th>
      <td>{ifAccepted}</td>
      <td>{ifRefused}</td>
    </tr>
  );
}

function ResultRow({ step, probe, first }: ProbeTableProps & { readonly step: ProbeStep }) {
  const result = probe.results.find((each) => each.step.id === step.id);
  const isOver = probe.status === 'done' || probe.status === 'cancelled';
  return (
    <tr data-outcome={result?.answer.outcome}>
      <th scope="row">{describeVariation(step.variation).label}</th>
      <td>{result ? <Response answer={result.answer} /> : isOver ? 'Not sent' : '…'}</td>
      <td>{result && meaningOf(result, first)}</td>
    </tr>
  );
}

/** The response on one line; a click shows the whole exchange. */
function Response({ answer: { exchangeId, said } }: { readonly answer: ProbeAnswer }) {
  if (exchangeId === null) return <code>{said}</code>;
  return (
    <button type="button" className={styles.said} onClick={() => inspectExchange(exchangeId)}>
      <code>{said}</code>
    </button>
  );
}
