import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { runApiRequest, runTokenRequest } from '../../state/actions/runs.ts';
import type { Change } from './previous.ts';
import styles from './result.module.css';
import type { ResultSubject } from './use-result.ts';

export interface PreviousStripProps {
  readonly kind: ResultSubject['kind'];
  readonly changes: readonly Change[];
}

/** Longer values say less than their name does. */
const LONGEST = 40;

/** Says that the response belongs to an earlier request, and what has changed since. */
export function PreviousStrip({ kind, changes }: PreviousStripProps) {
  return (
    <div className={styles.previous} role="status" aria-label="Previous request">
      <IconHistory size={16} stroke={1.75} aria-hidden />
      <div>
        <strong>Response to the previous request</strong>
        <p>
          Since then:{' '}
          {changes.map((change, index) => (
            <span key={change.name}>
              {index > 0 && ', '}
              {change.name} <Values change={change} />
            </span>
          ))}
        </p>
      </div>
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => void (kind === 'api' ? runApiRequest() : runTokenRequest())}
      >
        Run again
      </Button>
    </div>
  );
}

function Values({ change: { before, after } }: { readonly change: Change }) {
  const text = `${before || 'none'} → ${after || 'none'}`;
  return before === null && after === null ? (
    'changed'
  ) : text.length > LONGEST ? (
    'changed'
  ) : (
    <code>{text}</code>
  );
}
