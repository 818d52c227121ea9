import { Button } from '@mantine/core';
import { IconArrowsDiff, IconFileExport, IconPin, IconReport, IconTrash } from '@tabler/icons-react';
import type { HistorySummary } from '../../../shared/history/entry.ts';
import { exportHar, shareReport } from '../../state/actions/history-export.ts';
import { selectModifier } from '../../state/selectors/platform.ts';
import { useAppState } from '../../state/store.ts';
import { formatCount } from '../../ui/format-count.ts';
import styles from './history-page.module.css';
import { compareSelected, deleteSelected, pinSelected } from './list/use-history-keys.ts';

export interface SelectionBarProps {
  /** As shown. */
  readonly entries: readonly HistorySummary[];
  readonly total: number;
}

/** How much is shown, and what can be done with what is selected. */
export function SelectionBar({ entries, total }: SelectionBarProps) {
  const selected = useAppState((state) => state.history.selection.ids);
  const count = selected.size;
  const modifier = useAppState(selectModifier);
  return (
    <div className={styles.selection}>
      <span role="status">{describe(entries.length, total, count, modifier)}</span>
      {count > 0 && (
        <>
          {count === 2 && (
            <Button
              size="compact-xs"
              leftSection={<IconArrowsDiff size={14} />}
              onClick={() => void compareSelected()}
            >
              Compare
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconPin size={14} />}
            onClick={() => pinSelected()}
          >
            Pin
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconFileExport size={14} />}
            onClick={() => void exportHar([...selected])}
          >
            Save as HAR
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconReport size={14} />}
            onClick={() => void shareReport([...selected])}
          >
            Share report…
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconTrash size={14} />}
            onClick={() => deleteSelected(entries.map(({ id }) => id))}
          >
            Delete
          </Button>
        </>
      )}
    </div>
  );
}

function describe(shown: number, total: number, selected: number, modifier: string): string {
  const number = (count: number) => formatCount(count);
  const amount =
    shown === total
      ? `${number(total)} ${total === 1 ? 'exchange' : 'exchanges'}`
      : `${number(shown)} of ${number(total)} exchanges`;
  if (selected === 0 || shown === 1) return amount;
  if (selected === 1) return `${amount}; to compare two, ${modifier}+click another`;
  const hint = selected === 2 ? '' : '; select two to compare them';
  return `${amount}, ${number(selected)} selected${hint}`;
}
