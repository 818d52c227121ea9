import type { ReactNode } from 'react';
import type { HistoryEntry } from '../../../shared/history/entry.ts';
import { FindOutWhy } from '../../exchange-view/find-out-why.tsx';
import { RunError } from '../../exchange-view/run-error.tsx';
import { RunProgress } from '../../exchange-view/run-progress.tsx';
import { TokenHead } from '../../features/flow/token/token-head.tsx';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { type Change, changesSince } from './previous.ts';
import { PreviousStrip } from './previous-strip.tsx';
import styles from './result.module.css';
import { ResultHead } from './result-head.tsx';
import { ResultTabs } from './result-tabs.tsx';
import { NewTokenButton, TokenButtons, useIsExpired } from './token-buttons.tsx';
import { TokenTab } from './token-tab.tsx';
import { useExpectations } from './use-expectations.ts';
import { useProbe } from './use-probe.ts';
import { type ResultSubject, useResult } from './use-result.ts';
import { VerdictBand } from './verdict-band.tsx';

/** The result of the last request, or of the selected one. Always in sight. */
export function Result() {
  const subject = useResult();
  return <ResultPane>{subject && <Shown subject={subject} />}</ResultPane>;
}

/** The pane, which says what it is for while it is empty. */
export function ResultPane({ children }: { readonly children?: ReactNode }) {
  return (
    <section className={styles.result} aria-label="Result" data-pane="result" data-focus-area>
      {children ?? <p className={styles.empty}>The response appears here.</p>}
    </section>
  );
}

function Shown({ subject }: { readonly subject: ResultSubject }) {
  const workspace = useAppState(selectWorkspace);
  const { running, error, entry } = subject;
  if (running) return <RunProgress running={running} />;
  if (error) {
    return (
      <div className={styles.pane}>
        <RunError error={error} />
      </div>
    );
  }
  if (!entry) return <TokenResult subject={subject} />;
  return <Response subject={subject} entry={entry} changes={changesSince(subject, workspace)} />;
}

interface ResponseProps {
  readonly subject: ResultSubject;
  readonly entry: HistoryEntry;
  readonly changes: readonly Change[];
}

function Response({ subject, entry, changes }: ResponseProps) {
  const { offer, open, token } = useProbe(entry, subject);
  const expectations = useExpectations(subject);
  return (
    <>
      {changes.length > 0 && <PreviousStrip kind={subject.kind} changes={changes} />}
      <section className={styles.response} data-previous={changes.length > 0} aria-label={nameOf(subject)}>
        <ResultHead entry={entry} />
        <VerdictBand
          subject={subject}
          entry={entry}
          probe={open ? null : offer}
          expectations={expectations}
        />
        {open ? (
          <FindOutWhy probe={open} exchange={entry.exchange} token={token} />
        ) : (
          <ResultTabs key={entry.exchange.id} subject={subject} entry={entry} expectations={expectations} />
        )}
      </section>
    </>
  );
}

function nameOf({ entry }: ResultSubject): string {
  switch (entry?.exchange.purpose) {
    case 'token':
      return 'Token response';
    case 'api':
      return 'API response';
    default:
      return 'Response';
  }
}

/** A token without its response: one that was pasted, or one of an earlier request. */
function TokenResult({ subject: { token } }: { readonly subject: ResultSubject }) {
  const isExpired = useIsExpired(token);
  if (!token) return <p className={styles.empty}>The response appears here.</p>;
  return (
    <section className={styles.response} aria-label="Kept token">
      <div className={styles.verdict} data-tone={isExpired ? 'caution' : 'neutral'}>
        <div className={styles.words}>
          <TokenHead token={token} earlier={false} />
          <div className={styles.buttons}>
            {isExpired && !token.pasted && <NewTokenButton />}
            <TokenButtons token={token} />
          </div>
        </div>
      </div>
      <div className={styles.pane}>
        <TokenTab token={token} />
      </div>
    </section>
  );
}
