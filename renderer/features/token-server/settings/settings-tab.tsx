import { Switch } from '@mantine/core';
import { rulesOf } from '../../../../shared/token-server/server-rules.ts';
import { changeServerRules, configureTokenServer } from '../../../state/actions/token-server.ts';
import { useAppState } from '../../../state/store.ts';
import { Section } from '../section.tsx';
import classes from '../token-server.module.css';
import { AssertionSettings } from './assertion-settings.tsx';
import { ErrorSettings, type RuleSettingsProps } from './error-settings.tsx';
import { MutualTlsSettings } from './mutual-tls-settings.tsx';
import { NetworkSettings } from './network-settings.tsx';
import { NumberSetting } from './number-setting.tsx';
import { SigningKeys } from './signing-keys.tsx';
import { StandInSettings } from './stand-in-settings.tsx';
import { TargetSettings } from './target-settings.tsx';

/** How strictly the server takes the protocol. Changes take effect at once; those that need a restart ask first. */
export function SettingsTab() {
  const settings = useAppState((app) => app.tokenServer.settings);
  const running = useAppState((state) => state.tokenServer.state.status === 'running');
  const rules = rulesOf(settings);
  const change = (some: Partial<typeof rules>) => void changeServerRules(some);
  return (
    <div className={classes.overview}>
      <div className={classes.column}>
        <Section title="Server">
          <StandInSettings
            key={JSON.stringify(settings.standIn)}
            standIn={settings.standIn ?? { preset: 'curity' }}
            running={running}
            onApply={(standIn) => void configureTokenServer({ standIn })}
          />
        </Section>
        <Section title="Error responses">
          <ErrorSettings rules={rules} onChange={change} />
        </Section>
        <Section title="Client assertions">
          <AssertionSettings rules={rules} onChange={change} />
        </Section>
        <Section title="DPoP">
          <DpopSettings rules={rules} onChange={change} />
        </Section>
        <Section title="Demo API">
          <ApiSettings rules={rules} onChange={change} />
        </Section>
      </div>
      <div className={classes.column}>
        <Section title="Mutual TLS">
          <MutualTlsSettings
            mutualTls={settings.mutualTls ?? { mode: 'off' }}
            serverPort={settings.port}
            plainHttp={settings.scheme === 'http'}
            running={running}
            onApply={(mutualTls) => void configureTokenServer({ mutualTls })}
          />
        </Section>
        <Section title="Network">
          <NetworkSettings
            key={JSON.stringify(settings.network)}
            network={settings.network ?? null}
            running={running}
            onApply={(network) => void configureTokenServer({ network })}
          />
        </Section>
        <Section title="Resources and audiences">
          <TargetSettings
            targets={settings.targets ?? {}}
            onChange={(targets) => void configureTokenServer({ targets })}
          />
        </Section>
        <Section title="Signing keys">
          <SigningKeys running={running} />
        </Section>
      </div>
    </div>
  );
}

/** Rules of the demo API. */
function ApiSettings({ onChange, rules }: RuleSettingsProps) {
  return (
    <Switch
      label="Check the audience"
      description="Accept only tokens issued for the demo API (RFC 9068 §4). When off, the log names the other audience."
      checked={rules.checkApiAudience}
      onChange={(event) => onChange({ checkApiAudience: event.currentTarget.checked })}
    />
  );
}

/** Rules for DPoP proofs. */
function DpopSettings({ onChange, rules }: RuleSettingsProps) {
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
