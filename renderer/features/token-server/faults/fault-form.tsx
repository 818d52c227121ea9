import { Button, SegmentedControl, Select, Text, TextInput } from '@mantine/core';
import { IconBug } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { FaultEndpoint, FaultOccurrence } from '../../../../shared/token-server/faults.ts';
import { armFault } from '../../../state/actions/faults.ts';
import { newId } from '../../../state/new-id.ts';
import { Choice } from '../../../ui/choice.tsx';
import layout from '../../../ui/layout.module.css';
import { monoInput } from '../../../ui/mono-input.ts';
import { describeFault, describeOccurrence, FAULT_PLACES } from './describe-armed.ts';
import {
  chooseEffect,
  type FaultDraft,
  type FaultProblems,
  INITIAL_DRAFT,
  type OccurrenceField,
  readDraft,
} from './fault-draft.ts';
import { FAULT_EFFECTS, findFaultEffect } from './fault-effects.ts';
import { VALUE_FIELDS } from './fault-values.ts';
import styles from './faults.module.css';

const EFFECT_OPTIONS = FAULT_EFFECTS.map(({ name, effects }) => ({
  group: name,
  items: effects.map(({ key, label }) => ({ value: key, label })),
}));

export interface FaultFormProps {
  /** Over plain HTTP there is no handshake to go wrong. */
  readonly plainHttp: boolean;
}

/** Any fault the server knows: what goes wrong, where, and how often. */
export function FaultForm({ plainHttp }: FaultFormProps) {
  const [draft, setDraft] = useState(INITIAL_DRAFT);
  const effect = findFaultEffect(draft.effect);
  const read = readDraft(draft, 'draft');
  const problems: FaultProblems = 'problems' in read ? read.problems : {};
  const change = (some: Partial<FaultDraft>) => setDraft((before) => ({ ...before, ...some }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if ('fault' in read) void armFault({ ...read.fault, id: newId() });
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <Select
        label="What goes wrong"
        description={effect.note}
        data={EFFECT_OPTIONS}
        value={draft.effect}
        onChange={(key) => key && setDraft((before) => chooseEffect(before, key))}
        searchable
        nothingFoundMessage="No such fault"
        withScrollArea={false}
        classNames={{ dropdown: styles.dropdown ?? '' }}
        comboboxProps={{ shadow: 'md' }}
      />
      {effect.values.length > 0 && (
        <div className={layout.fieldsRow}>
          {effect.values.map((name) => (
            <TextInput
              key={name}
              label={VALUE_FIELDS[name].label}
              className={VALUE_FIELDS[name].short ? (styles.short ?? '') : (styles.long ?? '')}
              classNames={monoInput}
              value={draft.values[name]}
              onChange={({ currentTarget: { value } }) =>
                setDraft((before) => ({ ...before, values: { ...before.values, [name]: value } }))
              }
              error={problems[name]}
              spellCheck={false}
              autoComplete="off"
            />
          ))}
        </div>
      )}
      {effect.acts === 'answer' ? (
        <Select
          label="Where"
          data={effect.endpoints.map((endpoint) => ({
            value: endpoint,
            label: FAULT_PLACES[endpoint].label,
          }))}
          value={draft.endpoint}
          onChange={(endpoint) => endpoint && change({ endpoint: endpoint as FaultEndpoint })}
          comboboxProps={{ shadow: 'md' }}
        />
      ) : (
        <Text size="sm" c="dimmed">
          {plainHttp
            ? 'Affects TLS handshakes only. The server uses plain HTTP now, so it has no effect until you switch to HTTPS.'
            : 'Affects all new TLS connections, whatever their path.'}
        </Text>
      )}
      <Choice
        label="How often"
        note={
          draft.mode === 'chance' ? 'The same seed gives the same sequence, so you can repeat a run.' : null
        }
      >
        {(labelledBy) => (
          <SegmentedControl<FaultOccurrence['mode']>
            aria-labelledby={labelledBy}
            value={draft.mode}
            onChange={(mode) => change({ mode })}
            data={[
              { value: 'next', label: 'Next requests' },
              { value: 'always', label: 'Always' },
              { value: 'chance', label: 'By chance' },
            ]}
          />
        )}
      </Choice>
      {draft.mode !== 'always' && (
        <div className={layout.fieldsRow}>
          {OCCURRENCE_FIELDS[draft.mode].map(({ name, label }) => (
            <TextInput
              key={name}
              label={label}
              className={styles.short ?? ''}
              inputMode="numeric"
              value={draft[name]}
              onChange={({ currentTarget: { value } }) => change({ [name]: value })}
              error={problems[name]}
              autoComplete="off"
            />
          ))}
        </div>
      )}
      <div className={styles.submit}>
        <Text size="sm" c="dimmed" className={styles.sentence ?? ''}>
          {'fault' in read
            ? `${describeFault(read.fault)}, ${describeOccurrence({ fault: read.fault, acted: 0, remaining: null })}`
            : 'Correct the marked fields.'}
        </Text>
        <Button type="submit" leftSection={<IconBug size={16} />} disabled={!('fault' in read)}>
          Arm fault
        </Button>
      </div>
    </form>
  );
}

const OCCURRENCE_FIELDS: Readonly<
  Record<'next' | 'chance', readonly { readonly name: OccurrenceField; readonly label: string }[]>
> = {
  next: [{ name: 'count', label: 'How many' }],
  chance: [
    { name: 'chance', label: 'Chance (%)' },
    { name: 'seed', label: 'Seed' },
  ],
};
