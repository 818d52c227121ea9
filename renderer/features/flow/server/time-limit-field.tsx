import { NumberInput } from '@mantine/core';
import { setTimeLimit } from '../../../state/actions/token-request.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';

/** How long a run may take. */
export function TimeLimitField() {
  const timeLimitMs = useAppState((state) => selectWorkspace(state).timeLimitMs);
  return (
    <NumberInput
      label="Timeout"
      value={timeLimitMs / 1_000}
      onChange={(seconds) => {
        const ms = Math.round(Number(seconds) * 1_000);
        if (ms >= 100 && ms <= 3_600_000) setTimeLimit(ms);
      }}
      min={0.1}
      max={3_600}
      decimalScale={1}
      suffix=" s"
      w={110}
    />
  );
}
