import { Switch } from '@mantine/core';
import classes from '../token-server.module.css';
import type { RuleSettingsProps } from './error-settings.tsx';
import { NumberSetting } from './number-setting.tsx';

/** Rules for the assertions of private_key_jwt and client_secret_jwt. */
export function AssertionSettings({ onChange, rules }: RuleSettingsProps) {
  return (
    <div className={classes.section}>
      <Switch
        label="Refuse a used jti"
        description="Each assertion may be used once (RFC 7523 §3). Curity does not check by default."
        checked={rules.checkAssertionReplay}
        onChange={(event) => onChange({ checkAssertionReplay: event.currentTarget.checked })}
      />
      <Switch
        label="RFC 10070 strict"
        description="Require typ client-authentication+jwt. Otherwise JWT or no typ is accepted and noted in the log."
        checked={rules.rfc10070Strict}
        onChange={(event) => onChange({ rfc10070Strict: event.currentTarget.checked })}
      />
      <Switch
        label="Legacy audience"
        description="Also accept the token endpoint as aud, as older servers and Curity’s samples do. RFC 10070 allows only the issuer."
        checked={rules.legacyAudience}
        onChange={(event) => onChange({ legacyAudience: event.currentTarget.checked })}
      />
      <NumberSetting
        label="Allowed clock skew (s)"
        note="For assertions and DPoP proofs. Curity allows 10 s."
        value={rules.clockTolerance}
        min={0}
        max={3600}
        onChange={(clockTolerance) => onChange({ clockTolerance })}
      />
    </div>
  );
}
