import { SegmentedControl, Switch } from '@mantine/core';
import type { AssertionAudience } from '../../../../shared/token-server/config.ts';
import { Choice } from '../../../ui/choice.tsx';
import classes from '../token-server.module.css';
import type { RuleSettingsProps } from './error-settings.tsx';
import { NumberSetting } from './number-setting.tsx';

type Audiences = 'both' | AssertionAudience;

const AUDIENCE_NOTES: Readonly<Record<Audiences, string>> = {
  both: 'aud may be the issuer or the token endpoint (RFC 7523 §3).',
  issuer: 'aud must be the issuer and nothing else, as RFC 7523bis has it.',
  token_endpoint: 'aud must be the token endpoint, as Curity’s samples have it.',
};

/** What an assertion of private_key_jwt or client_secret_jwt must be like. */
export function AssertionSettings({ onChange, rules }: RuleSettingsProps) {
  const { assertionAudiences } = rules;
  const audiences: Audiences = assertionAudiences.length === 1 ? (assertionAudiences[0] ?? 'both') : 'both';
  return (
    <div className={classes.section}>
      <Switch
        label="Refuse a jti that was used before"
        description="An assertion is good once (RFC 7523 §3). Curity does not look by default."
        checked={rules.checkAssertionReplay}
        onChange={(event) => onChange({ checkAssertionReplay: event.currentTarget.checked })}
      />
      <Choice label="Addressed to" note={AUDIENCE_NOTES[audiences]}>
        {(labelledBy) => (
          <SegmentedControl<Audiences>
            aria-labelledby={labelledBy}
            value={audiences}
            onChange={(value) =>
              onChange({ assertionAudiences: value === 'both' ? ['issuer', 'token_endpoint'] : [value] })
            }
            data={[
              { value: 'both', label: 'Either' },
              { value: 'issuer', label: 'Issuer only' },
              { value: 'token_endpoint', label: 'Token endpoint only' },
            ]}
          />
        )}
      </Choice>
      <NumberSetting
        label="Clock tolerance (s)"
        note="By so much a client’s clock may differ, in assertions and proofs. Curity allows 10 s."
        value={rules.clockTolerance}
        min={0}
        max={3600}
        onChange={(clockTolerance) => onChange({ clockTolerance })}
      />
    </div>
  );
}
