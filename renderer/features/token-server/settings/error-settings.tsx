import { SegmentedControl } from '@mantine/core';
import type { ServerRules } from '../../../../shared/token-server/config.ts';
import { Choice } from '../../../ui/choice.tsx';

export interface RuleSettingsProps {
  readonly rules: ServerRules;
  readonly onChange: (change: Partial<ServerRules>) => void;
}

/** How the server says no. */
export function ErrorSettings({ onChange, rules }: RuleSettingsProps) {
  return (
    <Choice
      label="Manner"
      note={
        rules.errorStyle === 'rfc'
          ? 'The error code with a description; a client that authenticates in two ways at once is refused (RFC 6749 §2.3, §5.2).'
          : 'As Curity answers: the error code alone; of two ways to authenticate, the Authorization header wins.'
      }
    >
      {(labelledBy) => (
        <SegmentedControl<ServerRules['errorStyle']>
          aria-labelledby={labelledBy}
          value={rules.errorStyle}
          onChange={(errorStyle) => onChange({ errorStyle })}
          data={[
            { value: 'rfc', label: 'By the RFC' },
            { value: 'curity', label: 'As Curity' },
          ]}
        />
      )}
    </Choice>
  );
}
