import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import { decodeJwt } from '../../../shared/oauth/jwt/jwt.ts';
import { copyText } from '../../state/actions/clipboard.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import styles from './token-tab.module.css';

const PARTS = ['header', 'claims', 'signature'] as const;

/** The token as it is: a JWT in three lines, each part in its colour; the rest of it on demand. */
export function TokenValue({ value }: { readonly value: string }) {
  const [whole, setWhole] = useState(false);
  const parts = decodeJwt(value) ? value.split('.') : [];
  const isLong = parts.length > 0;
  return (
    <div className={styles.value} data-short={isLong && !whole}>
      <code>
        {isLong
          ? parts.map((part, index) => (
              <span key={PARTS[index]} className={styles[PARTS[index] ?? 'signature']}>
                {index > 0 && '.'}
                {part}
              </span>
            ))
          : value}
      </code>
      <span className={styles.copy}>
        <CopyButton label="Copy token" copy={() => copyText(value)} />
      </span>
      {isLong && (
        <ActionIcon
          className={styles.expand}
          size={24}
          aria-label={whole ? 'Shorten the token' : 'Show the whole token'}
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {whole ? <IconChevronUp size={15} /> : <IconChevronDown size={15} />}
        </ActionIcon>
      )}
    </div>
  );
}
