import { Group, NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import { changeSettings } from '../../state/actions/settings.ts';
import { selectHistoryCount } from '../../state/selectors/history.ts';
import { useAppState } from '../../state/store.ts';
import { formatCount } from '../../ui/format-count.ts';

/** The bounds that the settings allow; see SettingsSchema. */
const ENTRIES = { min: 10, max: 100_000 };
const MEGABYTES = { min: 1, max: 10_000 };

/** How much the history keeps. The oldest exchange that is not pinned makes room for a new one. */
export function HistorySettings() {
  const limits = useAppState((state) => state.settings.history);
  const count = useAppState(selectHistoryCount);
  return (
    <>
      <Group gap="lg" align="flex-start">
        <Bound
          label="Exchanges kept"
          value={limits.entries}
          bounds={ENTRIES}
          onChange={(entries) => void changeSettings({ history: { ...limits, entries } })}
        />
        <Bound
          label="Megabytes on disk"
          value={limits.megabytes}
          bounds={MEGABYTES}
          onChange={(megabytes) => void changeSettings({ history: { ...limits, megabytes } })}
        />
      </Group>
      <Text size="sm" c="dimmed" mt="sm">
        {count === null ? '' : `${formatCount(count)} kept now. `}
        At a limit, Credence deletes the oldest exchanges that are not pinned.
      </Text>
    </>
  );
}

interface BoundProps {
  readonly label: string;
  readonly value: number;
  readonly bounds: { readonly min: number; readonly max: number };
  readonly onChange: (value: number) => void;
}

/** Taken up when the field is left: on the way to 5000 there is a 5, and it would delete all but five. */
function Bound({ label, value, bounds, onChange }: BoundProps) {
  const [typed, setTyped] = useState<number | string>(value);
  const commit = () => {
    const wanted = Math.round(Number(typed));
    const usable = typed !== '' && Number.isFinite(wanted);
    const next = usable ? Math.min(bounds.max, Math.max(bounds.min, wanted)) : value;
    setTyped(next);
    if (next !== value) onChange(next);
  };
  return (
    <NumberInput
      label={label}
      value={typed}
      onChange={setTyped}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
      min={bounds.min}
      max={bounds.max}
      clampBehavior="none"
      hideControls
      thousandSeparator=","
      w={180}
    />
  );
}
