import { Autocomplete, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Expectation } from '../../../../../shared/model/workspace.ts';
import { monoInput } from '../../../../ui/mono-input.ts';
import { readInteger } from '../../../../ui/read-integer.ts';
import { MATCHES, REFUSAL_CODES } from './expectation-kinds.ts';
import styles from './expectations.module.css';

export interface ExpectationFieldsProps<E extends Expectation = Expectation> {
  readonly expectation: E;
  /** For the names of the fields: `Expectation 1`. */
  readonly name: string;
  readonly onChange: (expectation: Expectation) => void;
}

/** What an expectation of this kind has to say. */
export function ExpectationFields({ expectation, name, onChange }: ExpectationFieldsProps) {
  switch (expectation.kind) {
    case 'status':
      return (
        <NumberField
          label={`${name} status`}
          value={expectation.status}
          min={100}
          max={599}
          onChange={(status) => onChange({ kind: 'status', status })}
        />
      );
    case 'time':
      return (
        <NumberField
          label={`${name} milliseconds`}
          value={expectation.belowMs}
          min={1}
          max={3_600_000}
          unit="ms"
          onChange={(belowMs) => onChange({ kind: 'time', belowMs })}
        />
      );
    case 'refused':
      return (
        <Autocomplete
          aria-label={`${name} error code`}
          size="xs"
          data={[...REFUSAL_CODES]}
          filter={({ options }) => options}
          value={expectation.error}
          onChange={(error) => onChange({ kind: 'refused', error })}
          classNames={monoInput}
        />
      );
    case 'header':
    case 'json':
      return <MatchFields expectation={expectation} name={name} onChange={onChange} />;
  }
}

/** Where to look, and how to compare. */
function MatchFields({
  expectation,
  name,
  onChange,
}: ExpectationFieldsProps<Extract<Expectation, { kind: 'header' | 'json' }>>) {
  const isJson = expectation.kind === 'json';
  const changePlace = (place: string) =>
    onChange(isJson ? { ...expectation, path: place } : { ...expectation, name: place });
  return (
    <div className={styles.match}>
      <TextInput
        aria-label={isJson ? `${name} JSONPath` : `${name} header name`}
        placeholder={isJson ? '$.orders[0].id' : 'Content-Type'}
        value={isJson ? expectation.path : expectation.name}
        maxLength={isJson ? undefined : 200}
        onChange={(event) => changePlace(event.currentTarget.value)}
        classNames={monoInput}
      />
      <Select
        aria-label={`${name} comparison`}
        data={[...MATCHES]}
        value={expectation.match}
        onChange={(match) => match && onChange({ ...expectation, match })}
      />
      {expectation.match !== 'exists' && (
        <TextInput
          aria-label={`${name} value`}
          placeholder={expectation.match === 'matches' ? 'regular expression' : 'value'}
          value={expectation.value}
          onChange={(event) => onChange({ ...expectation, value: event.currentTarget.value })}
          classNames={monoInput}
        />
      )}
    </div>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
  readonly onChange: (value: number) => void;
}

/** Keeps what is typed; what is no such number is said, and not saved. */
function NumberField({ label, max, min, onChange, unit, value }: NumberFieldProps) {
  const [text, setText] = useState(String(value));
  const reading = readInteger(text, min, max);
  return (
    <TextInput
      aria-label={label}
      inputMode="numeric"
      className={styles.number ?? ''}
      value={text}
      error={reading.ok ? null : reading.problem}
      rightSection={unit}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        const next = readInteger(currentTarget.value, min, max);
        if (next.ok) onChange(next.value);
      }}
      classNames={monoInput}
    />
  );
}
