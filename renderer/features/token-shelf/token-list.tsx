import { Button } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useMemo } from 'react';
import { tokenState } from '../../../shared/oauth/token/token-state.ts';
import { compareChosen } from '../../state/actions/token-shelf.ts';
import { deleteTokens } from '../../state/actions/tokens.ts';
import { selectInputsKey, tokensOf } from '../../state/selectors/tokens.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useNow } from '../../ui/use-now.ts';
import { TokenRow } from './token-row.tsx';
import styles from './token-shelf.module.css';

/** Every token of this session and workspace, the newest first. */
export function TokenList() {
  const now = useNow(1_000);
  const all = useAppState((state) => state.tokens.byId);
  const workspace = useAppState(selectWorkspace);
  const todaysKey = useAppState(selectInputsKey);
  const { chosen } = useAppState((state) => state.tokens.shelf);
  const tokens = useMemo(() => tokensOf(all, workspace.id), [all, workspace.id]);
  const over = tokens.filter((token) => ['expired', 'revoked'].includes(tokenState(token, todaysKey, now)));
  if (tokens.length === 0) {
    return (
      <EmptyState title="No tokens">
        Tokens that you request or paste appear here until Credence closes. They are never written to disk.
      </EmptyState>
    );
  }
  return (
    <>
      <div className={styles.bar}>
        <Button
          variant="default"
          leftSection={<IconArrowsDiff size={15} />}
          disabled={chosen.length !== 2}
          onClick={() => compareChosen(true)}
        >
          Compare
        </Button>
        <span className={styles.note}>
          {chosen.length === 2 ? 'Two are chosen.' : 'Choose two to compare them.'}
        </span>
        {over.length > 0 && (
          <Button variant="subtle" onClick={() => deleteTokens(over)}>
            Remove expired and revoked ({over.length})
          </Button>
        )}
      </div>
      <ul className={styles.list} aria-label="Tokens">
        {tokens.map((token) => (
          <TokenRow
            key={token.id}
            token={token}
            state={tokenState(token, todaysKey, now)}
            now={now}
            chosen={chosen.includes(token.id)}
          />
        ))}
      </ul>
    </>
  );
}
