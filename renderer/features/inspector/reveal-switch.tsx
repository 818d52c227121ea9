import { Switch, Tooltip } from '@mantine/core';
import type { HttpRequest } from '../../../shared/http/exchange.ts';

export interface RevealSwitchProps {
  readonly request: HttpRequest;
  readonly revealed: boolean;
  readonly onChange: (revealed: boolean) => void;
}

/** Shows what may be shown. A client secret never comes back to this window, whatever the switch says. */
export function RevealSwitch({ request, revealed, onChange }: RevealSwitchProps) {
  const secrets = [...request.headers.flatMap(({ value }) => value), ...(request.body ?? [])].filter(
    (span) => typeof span !== 'string',
  );
  if (secrets.length === 0) return null;
  const canReveal = secrets.some(({ value }) => value !== null);
  return (
    <Tooltip
      label={
        canReveal
          ? 'Access tokens are shown as they were sent. Client secrets stay bullets.'
          : 'Secrets were not recorded: the bullets stand for what was sent.'
      }
    >
      <div>
        <Switch
          label="Show token"
          checked={revealed && canReveal}
          disabled={!canReveal}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      </div>
    </Tooltip>
  );
}
