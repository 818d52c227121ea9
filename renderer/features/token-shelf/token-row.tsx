import { ActionIcon, Button, Checkbox, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type AccessToken, scopesOf } from '../../../shared/oauth/token/token.ts';
import { describeChanges, staleInputs, type TokenState } from '../../../shared/oauth/token/token-state.ts';
import { toggleChosen } from '../../state/actions/token-shelf.ts';
import { chooseToken, deleteTokens } from '../../state/actions/tokens.ts';
import { selectCurrentToken } from '../../state/selectors/runs.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { formatRelative } from '../../ui/format-time.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { kindOf } from '../flow/token/token-head.tsx';
import styles from './token-shelf.module.css';

export interface TokenRowProps {
  readonly token: AccessToken;
  readonly state: TokenState;
  readonly now: number;
  /** To be compared. */
  readonly chosen: boolean;
}

/** One token: whose it is, what for, how long yet, and what became of it. */
export function TokenRow({ token, state, now, chosen }: TokenRowProps) {
  const current = useAppState((store) => selectCurrentToken(store)?.id === token.id);
  const workspace = useAppState(selectWorkspace);
  const name = shortName(token);
  const scopes = scopesOf(token);
  return (
    <li className={styles.token} data-current={current}>
      <Checkbox aria-label={`Compare ${name}`} checked={chosen} onChange={() => toggleChosen(token.id)} />
      <div className={styles.facts}>
        <div className={styles.line}>
          <code className={styles.name}>{name}</code>
          <StatusBadge tone={state === 'live' ? 'good' : 'caution'}>{state}</StatusBadge>
          <StatusBadge tone="neutral">{kindOf(token)}</StatusBadge>
          {token.pasted && <StatusBadge tone="neutral">pasted</StatusBadge>}
          {current && <StatusBadge tone="good">used by Call API</StatusBadge>}
        </div>
        <p className={styles.note}>
          {token.clientId || 'no client id'} · {scopes.length > 0 ? scopes.join(' ') : 'no scope'} ·{' '}
          {describeEnd(token, now)}
        </p>
        {state === 'stale' && (
          <p className={styles.note}>
            Stale: {describeChanges(staleInputs(token, workspace))} since it was made.
          </p>
        )}
      </div>
      <div className={styles.buttons}>
        {!current && (
          <Button variant="default" size="compact-sm" onClick={() => chooseToken(token)}>
            Use
          </Button>
        )}
        <Tooltip label="Remove it here; the server still accepts it">
          <ActionIcon aria-label={`Remove ${name}`} onClick={() => deleteTokens([token])}>
            <IconTrash size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
    </li>
  );
}

/** Enough of it to tell one from another. JWTs begin alike, and end in a signature. */
export function shortName({ value }: AccessToken): string {
  return value.length <= 16 ? value : `${value.slice(0, 6)}…${value.slice(-8)}`;
}

function describeEnd({ expiresAt, revokedAt }: AccessToken, now: number): string {
  if (revokedAt !== undefined) return `revoked ${formatRelative(revokedAt, now)}`;
  if (expiresAt === null) return 'no expiry known';
  return `${expiresAt <= now ? 'expired' : 'expires'} ${formatRelative(expiresAt, now)}`;
}
