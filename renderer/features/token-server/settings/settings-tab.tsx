import { rulesOf } from '../../../../shared/token-server/server-rules.ts';
import { changeServerRules, configureTokenServer } from '../../../state/actions/token-server.ts';
import { useAppState } from '../../../state/store.ts';
import { Section } from '../section.tsx';
import classes from '../token-server.module.css';
import { ApiSettings } from './api-settings.tsx';
import { AssertionSettings } from './assertion-settings.tsx';
import { DpopSettings } from './dpop-settings.tsx';
import { ErrorSettings } from './error-settings.tsx';
import { MutualTlsSettings } from './mutual-tls-settings.tsx';
import { NetworkSettings } from './network-settings.tsx';
import { SigningKeys } from './signing-keys.tsx';
import { StandInSettings } from './stand-in-settings.tsx';

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
        <Section title="Signing keys">
          <SigningKeys running={running} />
        </Section>
      </div>
    </div>
  );
}
