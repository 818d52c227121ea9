import { Button, FileButton, Select, Switch } from '@mantine/core';
import { IconDeviceDesktop, IconLockCheck, IconLockOpenOff, IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { TrustDescription } from '../../../../shared/tls/trust-description.ts';
import { loadHistory } from '../../../state/actions/history.ts';
import {
  ALL_WORKSPACES,
  addCa,
  describeTrust,
  setVerificationOf,
  type TrustScope,
} from '../../../state/actions/trust.ts';
import { findSaved, selectSaved } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import styles from './trust.module.css';
import { CaRow, PinRow } from './trust-rows.tsx';

/** Whose certificates a workspace accepts: what is its own, and what all workspaces share. */
export function TrustSection() {
  const workspaces = useAppState((state) => state.workspaces.list);
  const active = useAppState((state) => selectSaved(state).id);
  const shared = useAppState((state) => state.settings.trust);
  const [chosen, setChosen] = useState(active);
  const own = useAppState((state) => findSaved(state, chosen) ?? selectSaved(state));
  const scopes = [
    { scope: own.id, trust: own.tls },
    { scope: ALL_WORKSPACES, trust: shared },
  ];
  const cas = scopes.flatMap(({ scope, trust }) => trust.extraCas.map((ca) => ({ scope, ca })));
  const pins = scopes.flatMap(({ scope, trust }) => trust.pins.map((pin) => ({ scope, pin })));
  const described = useDescription(cas.map(({ ca }) => ca.pem));
  useEffect(() => void loadHistory(), []);
  const isOff = own.tls.verification === 'off';
  return (
    <div className={styles.trust}>
      <Select
        label="Workspace"
        data={workspaces.map(({ id, name }) => ({ value: id, label: name }))}
        value={own.id}
        onChange={(id) => id !== null && setChosen(id)}
        className={styles.scope ?? ''}
      />
      <ul className={styles.list} aria-label="Verification">
        <li className={styles.row}>
          {isOff ? (
            <IconLockOpenOff size={18} className={styles.danger} aria-hidden />
          ) : (
            <IconLockCheck size={18} className={styles.icon} aria-hidden />
          )}
          <div className={styles.words}>
            <strong>Verify TLS certificates</strong>
            <p>Off: anyone between you and the server can read the secret and impersonate the server.</p>
          </div>
          <Switch
            aria-label={`Verify TLS certificates in ${own.name}`}
            checked={!isOff}
            onChange={(event) => setVerificationOf(own.id, event.currentTarget.checked ? 'on' : 'off')}
          />
        </li>
        <li className={styles.row}>
          <IconDeviceDesktop size={18} className={styles.icon} aria-hidden />
          <div className={styles.words}>
            <strong>System CAs</strong>
            <p>The CAs of this computer. Always trusted.</p>
          </div>
          <span className={styles.count}>{described?.systemCas ?? '…'}</span>
        </li>
      </ul>
      <div className={styles.head}>
        <div>
          <h3>Added CAs</h3>
          <p>Accepts any certificate they sign, for any host.</p>
        </div>
        <AddCa scope={own.id} label="Add from file" />
        <AddCa scope={ALL_WORKSPACES} label="Add for all workspaces" />
      </div>
      {cas.length === 0 ? (
        <p className={styles.empty}>None.</p>
      ) : (
        <ul className={styles.list} aria-label="Added CAs">
          {cas.map(({ scope, ca }, index) => (
            <CaRow
              key={`${scope} ${ca.name} ${ca.pem}`}
              ca={ca}
              scope={scope}
              certificates={described?.certificates[index] ?? null}
            />
          ))}
        </ul>
      )}
      <div className={styles.head}>
        <div>
          <h3>Pinned certificates</h3>
          <p>
            Accepted for this host and port only, whoever issued them. To pin one, use the result of a refused
            connection.
          </p>
        </div>
      </div>
      {pins.length === 0 ? (
        <p className={styles.empty}>None.</p>
      ) : (
        <ul className={styles.list} aria-label="Pinned certificates">
          {pins.map(({ scope, pin }) => (
            <PinRow key={`${scope} ${pin.host} ${pin.fingerprint256}`} pin={pin} scope={scope} />
          ))}
        </ul>
      )}
    </div>
  );
}

function AddCa({ scope, label }: { readonly scope: TrustScope; readonly label: string }) {
  return (
    <FileButton accept=".pem,.crt,.cer" onChange={(file) => file && void addCa(scope, file)}>
      {(props) => (
        <Button {...props} variant="default" size="compact-sm" leftSection={<IconPlus size={14} />}>
          {label}
        </Button>
      )}
    </FileButton>
  );
}

/** What the main process reads in the certificates; null until it has answered. */
function useDescription(pems: readonly string[]): TrustDescription | null {
  const [described, setDescribed] = useState<TrustDescription | null>(null);
  const key = pems.join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds the texts
  useEffect(() => {
    let isCurrent = true;
    void describeTrust(pems).then((answer) => isCurrent && answer && setDescribed(answer));
    return () => {
      isCurrent = false;
    };
  }, [key]);
  return described;
}
