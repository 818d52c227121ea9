import { UnstyledButton } from '@mantine/core';
import { showHalf } from '../state/actions/workbench.ts';
import type { WorkbenchHalf } from '../state/slices/workbench.ts';
import { useAppState } from '../state/store.ts';
import styles from './half-tabs.module.css';
import { useResult } from './result/use-result.ts';
import { describeVerdict, type VerdictTone } from './result/verdict.ts';

const TONES: Readonly<Record<VerdictTone, string>> = {
  good: 'succeeded',
  caution: 'refused',
  danger: 'failed',
  neutral: 'cancelled',
};

/** In a narrow window request and result are tabs; the dot says what came of the last run. */
export function HalfTabs() {
  const half = useAppState((state) => state.workbench.half);
  const subject = useResult();
  const verdict = subject?.entry ? describeVerdict(subject) : null;
  const tab = (name: WorkbenchHalf, label: string) => (
    <UnstyledButton
      className={styles.tab}
      role="tab"
      aria-selected={half === name}
      onClick={() => showHalf(name)}
    >
      {label}
      {name === 'result' && verdict && (
        <span className={styles.dot} data-tone={verdict.tone} role="img" aria-label={TONES[verdict.tone]} />
      )}
    </UnstyledButton>
  );
  return (
    <div className={styles.tabs} role="tablist" aria-label="Request or result">
      {tab('request', 'Request')}
      {tab('result', 'Result')}
    </div>
  );
}
