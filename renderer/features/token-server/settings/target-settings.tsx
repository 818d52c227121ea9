import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Targets } from '../../../../shared/token-server/config.ts';
import { monoInput } from '../../../ui/mono-input.ts';
import classes from '../token-server.module.css';

type TargetKind = keyof Targets;

const FIELDS: Readonly<
  Record<TargetKind, { readonly label: string; readonly hint: string; readonly placeholder: string }>
> = {
  resources: {
    label: 'Resources',
    hint: 'Accepted values of resource (RFC 8707), one per line. Others get invalid_target. Empty accepts any.',
    placeholder: 'https://api.example',
  },
  audiences: {
    label: 'Audiences',
    hint: 'Accepted values of audience, one per line. Others get invalid_target. Empty accepts any.',
    placeholder: 'orders',
  },
  detailTypes: {
    label: 'Authorization details types',
    hint: 'Accepted types in authorization_details (RFC 9396), one per line. Empty accepts any.',
    placeholder: 'payment_initiation',
  },
};
const KINDS = Object.keys(FIELDS) as TargetKind[];

export interface TargetSettingsProps {
  readonly targets: Targets;
  readonly onChange: (targets: Targets) => void;
}

/** What tokens can be requested for. Saves when a field loses focus. */
export function TargetSettings({ onChange, targets }: TargetSettingsProps) {
  return (
    <div className={classes.section}>
      {KINDS.map((kind) => (
        <TargetField
          key={kind}
          kind={kind}
          values={targets[kind] ?? []}
          onChange={(values) => {
            const { [kind]: _, ...others } = targets;
            onChange(values.length === 0 ? others : { ...others, [kind]: values });
          }}
        />
      ))}
    </div>
  );
}

interface TargetFieldProps {
  readonly kind: TargetKind;
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
}

function TargetField({ kind, onChange, values }: TargetFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const { hint, label, placeholder } = FIELDS[kind];
  const takeUp = () => {
    if (draft === null) return;
    const read = [...new Set(draft.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
    setDraft(null);
    if (read.join('\n') !== values.join('\n')) onChange(read);
  };
  return (
    <Textarea
      label={label}
      description={hint}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      placeholder={placeholder}
      rows={2}
      value={draft ?? values.join('\n')}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={takeUp}
      classNames={monoInput}
      spellCheck={false}
    />
  );
}
