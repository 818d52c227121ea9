import { Switch } from '@mantine/core';
import classes from '../token-server.module.css';
import type { RuleSettingsProps } from './error-settings.tsx';
import { NumberSetting } from './number-setting.tsx';

/** Rules for DPoP proofs. */
export function DpopSettings({ onChange, rules }: RuleSettingsProps) {
  return (
    <div className={classes.section}>
      <Switch
        label="Require a server nonce"
        description="A proof without one gets use_dpop_nonce, at the token endpoint and at the API (RFC 9449 §8, §9)."
        checked={rules.requireDpopNonce}
        onChange={(event) => onChange({ requireDpopNonce: event.currentTarget.checked })}
      />
      <NumberSetting
        label="Proof lifetime (s)"
        note="How long after its iat a proof is valid (RFC 9449 §11.1)."
        value={rules.dpopProofLifetime}
        min={1}
        max={3600}
        onChange={(dpopProofLifetime) => onChange({ dpopProofLifetime })}
      />
    </div>
  );
}
