import { Switch } from '@mantine/core';
import type { RuleSettingsProps } from './error-settings.tsx';

/** Rules of the demo API. */
export function ApiSettings({ onChange, rules }: RuleSettingsProps) {
  return (
    <Switch
      label="Check the audience"
      description="Accept only tokens issued for the demo API (RFC 9068 §4). When off, the log names the other audience."
      checked={rules.checkApiAudience}
      onChange={(event) => onChange({ checkApiAudience: event.currentTarget.checked })}
    />
  );
}
