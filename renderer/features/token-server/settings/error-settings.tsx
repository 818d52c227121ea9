import { SegmentedControl } from '@mantine/core';
import type { ServerRules } from '../../../../shared/token-server/config.ts';
import { Choice } from '../../../ui/choice.tsx';

export interface RuleSettingsProps {
  readonly rules: ServerRules;
  readonly onChange: (change: Partial<ServerRules>) => void;
}

/** How errors are reported. */
export function ErrorSettings({ onChange, rules }: RuleSettingsProps) {
  return (
    <Choice
      label="Error style"
      note={
        rules.errorStyle === 'rfc'
          ? 'The error code with a description. Two authentication methods at once are refused (RFC 6749 §2.3, §5.2).'
          : 'The error code alone. If a request authenticates in two ways, the Authorization header wins.'
      }
    >
      {(labelledBy) => (
        <SegmentedControl<ServerRules['errorStyle']>
          aria-labelledby={labelledBy}
          value={rules.errorStyle}
          onChange={(errorStyle) => onChange({ errorStyle })}
          data={[
            { value: 'rfc', label: 'RFC' },
            { value: 'curity', label: 'Curity' },
          ]}
        />
      )}
    </Choice>
  );
}
