import { Switch, Tooltip } from '@mantine/core';
import type { HttpRequest } from '../../../shared/http/exchange.ts';
import { sentToken } from '../../../shared/oauth/token/sent-token.ts';

export interface RevealSwitchProps {
  readonly request: HttpRequest;
  readonly revealed: boolean;
  readonly onChange: (revealed: boolean) => void;
}

/** Shows the access token of a request. A client secret never comes back to this window. */
export function RevealSwitch({ request, revealed, onChange }: RevealSwitchProps) {
  const token = sentToken(request);
  if (!token) return null;
  const kept = token.value !== null;
  return (
    <Tooltip label={kept ? 'The token as it was sent' : 'The token was not kept; bullets replace it.'}>
      <div>
        <Switch
          label="Show token"
          checked={revealed && kept}
          disabled={!kept}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      </div>
    </Tooltip>
  );
}
