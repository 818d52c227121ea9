import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import styles from './field-rows.module.css';

export interface RowsHeadProps {
  readonly titleId: string;
  readonly title: string;
  /** One of them: `parameter`, `header`. */
  readonly item: string;
  readonly disabled: boolean;
  readonly onAdd: () => void;
}

/** Above a list of rows: what they are, and the button that adds one. */
export function RowsHead({ titleId, title, item, disabled, onAdd }: RowsHeadProps) {
  return (
    <div className={styles.head}>
      <span id={titleId} className={styles.title}>
        {title}
      </span>
      <Button
        variant="subtle"
        size="compact-xs"
        data-add
        leftSection={<IconPlus size={13} />}
        onClick={onAdd}
        disabled={disabled}
      >
        Add {item}
      </Button>
    </div>
  );
}
