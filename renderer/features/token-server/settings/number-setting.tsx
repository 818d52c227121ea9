import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { readInteger } from '../../../ui/read-integer.ts';
import classes from '../token-server.module.css';

export interface NumberSettingProps {
  readonly label: string;
  readonly note: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** A whole number that is taken up when the field is left or Enter pressed, not at each key. */
export function NumberSetting({ label, max, min, note, onChange, value }: NumberSettingProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const read = draft === null ? null : readInteger(draft, min, max);
  const takeUp = () => {
    if (!read?.ok) return;
    setDraft(null);
    if (read.value !== value) onChange(read.value);
  };
  return (
    <TextInput
      label={label}
      description={note}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      className={classes.number ?? ''}
      inputMode="numeric"
      value={draft ?? String(value)}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={takeUp}
      onKeyDown={(event) => event.key === 'Enter' && takeUp()}
      error={read?.ok === false ? read.problem : null}
      autoComplete="off"
    />
  );
}
