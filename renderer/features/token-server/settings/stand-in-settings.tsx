import { Button, Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  PRESETS,
  type PresetId,
  type StandIn,
  StandInSchema,
} from '../../../../shared/token-server/presets.ts';
import { monoInput } from '../../../ui/mono-input.ts';
import { RestartQuestion } from '../restart-question.tsx';
import classes from '../token-server.module.css';
import { PathFields, readPaths, typedPaths } from './path-fields.tsx';

export interface StandInSettingsProps {
  readonly standIn: StandIn;
  readonly running: boolean;
  readonly onApply: (standIn: StandIn) => void;
}

/** Which server this one stands in for: paths, issuer, tokens and errors. */
export function StandInSettings({ onApply, running, standIn }: StandInSettingsProps) {
  const [preset, setPreset] = useState<PresetId>(standIn.preset);
  const [issuer, setIssuer] = useState(standIn.issuer ?? '');
  const [typed, setTyped] = useState(() => typedPaths(standIn));
  const paths = readPaths(typed);
  const { hint, issuer: usual, source } = PRESETS[preset];
  const wanted: StandIn = {
    preset,
    ...(issuer.trim() === '' ? {} : { issuer: issuer.trim() }),
    ...(paths === undefined ? {} : { paths }),
  };
  const changed = JSON.stringify(wanted) !== JSON.stringify(standIn);
  const isValid = StandInSchema.safeParse(wanted).success;
  const takeUp = (next: StandIn) => {
    if (!running && StandInSchema.safeParse(next).success) onApply(next);
  };
  return (
    <div className={classes.section}>
      <Select
        label="Stands in for"
        description={hint}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        data={Object.entries(PRESETS).map(([value, { label }]) => ({ value, label }))}
        value={preset}
        allowDeselect={false}
        onChange={(value) => {
          if (value === null) return;
          const next = value as PresetId;
          setPreset(next);
          takeUp({ ...wanted, preset: next });
        }}
      />
      <TextInput
        label="Issuer"
        description="A URL, or a path on this server. Empty for the preset’s own."
        placeholder={usual === '' ? 'the base URL' : usual}
        value={issuer}
        onChange={(event) => setIssuer(event.currentTarget.value)}
        onBlur={() => changed && takeUp(wanted)}
        error={
          hasIssuerProblem(wanted)
            ? 'Enter an http or https URL without query and fragment, or a path.'
            : null
        }
        classNames={monoInput}
        spellCheck={false}
        autoComplete="off"
      />
      <PathFields preset={preset} typed={typed} onChange={setTyped} />
      {!running && changed && isValid && (
        <div>
          <Button variant="default" onClick={() => onApply(wanted)}>
            Apply
          </Button>
        </div>
      )}
      {running && changed && isValid && (
        <RestartQuestion onApply={() => onApply(wanted)}>
          Paths and issuer change when the server restarts. Issued tokens stay valid.
        </RestartQuestion>
      )}
      <Text size="xs" c="dimmed">
        Source: {source}. Not verified against a real server.
      </Text>
    </div>
  );
}

function hasIssuerProblem({ issuer, preset }: StandIn): boolean {
  return issuer !== undefined && !StandInSchema.safeParse({ preset, issuer }).success;
}
