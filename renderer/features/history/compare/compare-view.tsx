import { ActionIcon, Button, Switch, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconSwitchHorizontal } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { compareExchanges } from '../../../../shared/history/compare.ts';
import type { HistoryEntry } from '../../../../shared/history/entry.ts';
import { activeClient } from '../../../../shared/model/active-client.ts';
import { describeStatus } from '../../../exchange-view/describe-status.ts';
import { RunError } from '../../../exchange-view/run-error.tsx';
import { closeComparison, compareEntries, showInHistory } from '../../../state/actions/history-selection.ts';
import { useAppState } from '../../../state/store.ts';
import { formatMoment } from '../../../ui/format-time.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useHistoryEntry } from '../../inspector/use-history-entry.ts';
import { PURPOSE_NAMES } from '../list/describe-entry.ts';
import styles from './compare.module.css';
import { ComparedSectionView } from './compared-section.tsx';
import { ComparedTimings } from './compared-timings.tsx';

/** The two exchanges that are compared, side by side, what differs marked. */
export function CompareView() {
  const compared = useAppState((state) => state.history.comparedIds);
  return compared && <Comparison left={compared[0]} right={compared[1]} />;
}

interface ComparisonProps {
  readonly left: string;
  readonly right: string;
}

function Comparison({ left, right }: ComparisonProps) {
  const [onlyDifferences, setOnlyDifferences] = useState(true);
  const isFlow = useAppState((state) => state.navigation.page === 'flow');
  const entries = [useHistoryEntry(left), useHistoryEntry(right)] as const;
  const problem = entries.find((entry) => entry?.ok === false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves, from wherever in it the focus is
    <div className={styles.compare} onKeyDown={closeByEscape}>
      <header className={styles.bar}>
        <Button variant="default" leftSection={<IconArrowLeft size={15} />} onClick={() => closeComparison()}>
          {isFlow ? 'Back to the request' : 'Back to the list'}
        </Button>
        <Switch
          label="Only what differs"
          checked={onlyDifferences}
          onChange={(event) => setOnlyDifferences(event.currentTarget.checked)}
        />
        <Tooltip label="Swap the sides">
          <ActionIcon aria-label="Swap the sides" onClick={() => compareEntries(right, left)}>
            <IconSwitchHorizontal size={17} />
          </ActionIcon>
        </Tooltip>
      </header>
      {problem?.ok === false && <RunError error={problem.error} />}
      {entries[0]?.ok && entries[1]?.ok && (
        <Compared left={entries[0].value} right={entries[1].value} onlyDifferences={onlyDifferences} />
      )}
    </div>
  );
}

function closeByEscape(event: KeyboardEvent): void {
  if (event.key !== 'Escape') return;
  event.stopPropagation();
  closeComparison();
}

/** The button that led here is gone; the arrow keys scroll. */
function focusAtOnce(section: HTMLElement | null): void {
  section?.focus();
}

interface ComparedProps {
  readonly left: HistoryEntry;
  readonly right: HistoryEntry;
  readonly onlyDifferences: boolean;
}

function Compared({ left, right, onlyDifferences }: ComparedProps) {
  const { sections, timings } = useMemo(
    () => compareExchanges(left.exchange, right.exchange),
    [left.exchange, right.exchange],
  );
  const differences = sections.reduce((sum, section) => sum + section.differences, 0);
  const shown = onlyDifferences ? sections.filter((section) => section.differences > 0) : sections;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section ref={focusAtOnce} className={styles.scroll} tabIndex={0} aria-label="Comparison">
      <div className={styles.sides}>
        <Side entry={left} />
        <Side entry={right} />
      </div>
      <p className={styles.count} role="status">
        {differences === 0
          ? 'Requests and responses are the same; only the times differ.'
          : `${differences} ${differences === 1 ? 'difference' : 'differences'}.`}
      </p>
      {shown.map((section) => (
        <ComparedSectionView key={section.id} section={section} onlyDifferences={onlyDifferences} />
      ))}
      <ComparedTimings timings={timings} />
    </section>
  );
}

function Side({ entry: { exchange, inputs, severity } }: { readonly entry: HistoryEntry }) {
  const { text, tone } = describeStatus({ ...exchange, severity });
  return (
    <button type="button" className={styles.side} onClick={() => showInHistory(exchange.id)}>
      <span className={styles.sideHead}>
        <strong>{formatMoment(exchange.startedAt)}</strong>
        <StatusBadge tone={tone}>{text}</StatusBadge>
      </span>
      <span className={styles.sideFacts}>
        {PURPOSE_NAMES[exchange.purpose]} · {inputs.name} · {activeClient(inputs).clientId || 'no client'}
      </span>
    </button>
  );
}
