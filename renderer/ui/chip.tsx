import { UnstyledButton } from '@mantine/core';
import { IconCheck, IconPlus, IconX } from '@tabler/icons-react';
import styles from './chip.module.css';

export interface ChipProps {
  readonly text: string;
  readonly selected: boolean;
  readonly onToggle: () => void;
  /** Offered for chips that are not selected. */
  readonly onForget?: (() => void) | undefined;
  readonly forgetLabel?: string;
}

/** A word that is switched on and off; a word that is off can be forgotten. */
export function Chip({ text, selected, onToggle, onForget, forgetLabel }: ChipProps) {
  const forgettable = !selected && onForget !== undefined;
  // Of one width, so that no word moves when it is switched.
  const Mark = selected ? IconCheck : IconPlus;
  return (
    <span className={styles.chip} data-selected={selected} data-forgettable={forgettable}>
      <UnstyledButton className={styles.word} aria-pressed={selected} onClick={onToggle}>
        <Mark size={11} stroke={2.5} className={styles.mark} aria-hidden />
        {text}
      </UnstyledButton>
      {forgettable && (
        <UnstyledButton className={styles.forget} aria-label={forgetLabel} onClick={onForget}>
          <IconX size={11} />
        </UnstyledButton>
      )}
    </span>
  );
}
