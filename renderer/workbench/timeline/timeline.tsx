import { ActionIcon } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { toggleTimeline } from '../../state/actions/workbench.ts';
import { LOW_WINDOW } from '../../state/slices/workbench.ts';
import { useAppState } from '../../state/store.ts';
import { Lanes } from './lanes.tsx';
import { Strip } from './strip.tsx';
import styles from './timeline.module.css';
import { useTimeline } from './use-timeline.ts';

/** What this session sent and received in this workspace. */
export function Timeline() {
  const exchanges = useTimeline();
  const isKeptOpen = useAppState((state) => state.settings.layout.timeline);
  const isLow = useMediaQuery(LOW_WINDOW, undefined, { getInitialValueInEffect: false });
  const isOpenInLow = useAppState((state) => state.workbench.lanesOverLine);
  const isOpen = isLow ? isOpenInLow : isKeptOpen;
  const name = isOpen ? 'Collapse the timeline' : 'Open the timeline';
  return (
    <section className={styles.timeline} aria-label="Timeline" data-open={isOpen} data-focus-area>
      {isOpen ? <Lanes exchanges={exchanges} /> : <Strip exchanges={exchanges} />}
      <ActionIcon
        className={styles.fold}
        size={28}
        aria-label={name}
        title={name}
        aria-expanded={isOpen}
        onClick={toggleTimeline}
      >
        {isOpen ? <IconChevronDown size={16} /> : <IconChevronUp size={16} />}
      </ActionIcon>
    </section>
  );
}
