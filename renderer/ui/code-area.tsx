import { Textarea, type TextareaProps } from '@mantine/core';
import type { CSSProperties } from 'react';
import styles from './code-area.module.css';

export interface CodeAreaProps
  extends Omit<TextareaProps, 'autosize' | 'minRows' | 'maxRows' | 'rows' | 'classNames' | 'styles'> {
  readonly leastRows: number;
  /** From here on it scrolls. */
  readonly mostRows: number;
  /** Of the parts around the text. */
  readonly classNames?: Readonly<Partial<Record<'root' | 'error' | 'section', string>>>;
}

/** A field for text whose every character counts; it grows with its content. */
export function CodeArea({ leastRows, mostRows, classNames, ...props }: CodeAreaProps) {
  const rows = { '--least-rows': leastRows, '--most-rows': mostRows } as CSSProperties;
  return (
    <Textarea
      {...props}
      classNames={{ ...classNames, input: styles.input ?? '' }}
      styles={{ input: rows }}
      spellCheck={false}
    />
  );
}
