import { PasswordInput, SegmentedControl, Switch } from '@mantine/core';
import { useState } from 'react';
import type { ProxySettings } from '../../../../shared/model/connection.ts';
import { DEFAULT_PROXY, PROXY_SECRET_KEY } from '../../../../shared/model/default-connection.ts';
import { secretKey } from '../../../../shared/model/secret-keys.ts';
import { changeProxy, takeProxyUserInfo } from '../../../state/actions/connection.ts';
import { flushSecrets, typeSecret } from '../../../state/actions/secrets.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { Choice } from '../../../ui/choice.tsx';
import layout from '../../../ui/layout.module.css';
import { TemplateInput } from '../../variables/template-input.tsx';
import options from './connection-options.module.css';
import styles from './server-card.module.css';

const MODES: readonly { readonly value: ProxySettings['mode']; readonly label: string }[] = [
  { value: 'system', label: 'System settings' },
  { value: 'none', label: 'None' },
  { value: 'explicit', label: 'Custom' },
];

const NOTES: Readonly<Record<ProxySettings['mode'], string>> = {
  system: 'Uses the system’s settings, then HTTPS_PROXY, HTTP_PROXY and NO_PROXY.',
  none: 'Connects directly to the server.',
  explicit: 'An http or https proxy. The server’s certificate is still verified.',
};

/** What goes between this machine and the servers of the workspace. */
export function ProxyFields() {
  const { proxy = DEFAULT_PROXY } = useAppState(selectWorkspace);
  return (
    <div className={layout.stack}>
      <Choice label="Proxy" note={NOTES[proxy.mode]}>
        {(labelledBy) => (
          <SegmentedControl<ProxySettings['mode']>
            classNames={{ label: styles.segment ?? '' }}
            aria-labelledby={labelledBy}
            data={[...MODES]}
            value={proxy.mode}
            onChange={(mode) => changeProxy({ mode })}
          />
        )}
      </Choice>
      {proxy.mode === 'explicit' && (
        <div className={options.address}>
          <TemplateInput
            label="Proxy address"
            placeholder="http://proxy.example:3128"
            value={proxy.url}
            onChange={(event) => changeProxy({ url: event.currentTarget.value })}
            onBlur={takeProxyUserInfo}
            secrets="not-in-address"
          />
          <TemplateInput
            label="Proxy user"
            placeholder="none"
            value={proxy.username}
            onChange={(event) => changeProxy({ username: event.currentTarget.value })}
            secrets="not-here"
          />
          <ProxyPassword />
        </div>
      )}
      {proxy.mode !== 'none' && (
        <>
          <TemplateInput
            label="Reach directly"
            description="Hosts, .domains, IP addresses and networks, as in NO_PROXY."
            placeholder=".internal.example, 10.0.0.0/8"
            value={proxy.noProxy}
            onChange={(event) => changeProxy({ noProxy: event.currentTarget.value })}
            secrets="not-here"
          />
          <Switch
            label="Also use the proxy for localhost"
            checked={proxy.includeLoopback}
            onChange={(event) => changeProxy({ includeLoopback: event.currentTarget.checked })}
          />
        </>
      )}
    </div>
  );
}

/** The proxy's password: goes to the main process as it is typed, and is never read back. */
function ProxyPassword() {
  const workspaceId = useAppState((state) => selectWorkspace(state).id);
  const revision = useAppState((state) => state.secrets.revision);
  return <PasswordField key={`${workspaceId}/${revision}`} workspaceId={workspaceId} />;
}

function PasswordField({ workspaceId }: { readonly workspaceId: string }) {
  const isSet = useAppState((state) => state.secrets.stored.has(secretKey(workspaceId, PROXY_SECRET_KEY)));
  const [typed, setTyped] = useState('');
  return (
    <PasswordInput
      label="Proxy password"
      placeholder={isSet ? '•••••••• is set; type to replace it' : 'none'}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        typeSecret(workspaceId, PROXY_SECRET_KEY, event.currentTarget.value);
      }}
      onBlur={() => void flushSecrets()}
      autoComplete="off"
      spellCheck={false}
      visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
    />
  );
}
