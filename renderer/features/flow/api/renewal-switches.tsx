import { Switch } from '@mantine/core';
import type { Renewal } from '../../../../shared/model/workspace.ts';
import { changeRenewal } from '../../../state/actions/api-request.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import styles from './api-card.module.css';

/** When a new token is got without being asked for. Off at first: who tests wants to see the 401. */
export function RenewalSwitches() {
  const renewal = useAppState((state) => selectWorkspace(state).renewal);
  const bind = (name: keyof Renewal) => ({
    checked: renewal?.[name] ?? false,
    onChange: (event: { readonly currentTarget: { readonly checked: boolean } }) =>
      changeRenewal({ [name]: event.currentTarget.checked }),
  });
  return (
    <fieldset className={styles.renewal} aria-label="Renew the token automatically">
      <Switch label="Renew before it expires" {...bind('beforeExpiry')} />
      <Switch label="Renew after a 401, call again" {...bind('onUnauthorized')} />
    </fieldset>
  );
}
