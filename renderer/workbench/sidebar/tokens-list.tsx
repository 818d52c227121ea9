import { Menu } from '@mantine/core';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { describeLeft, nameOfToken } from '../../exchange-view/describe-token.ts';
import { copyText } from '../../state/actions/clipboard.ts';
import { openImport, showPage } from '../../state/actions/navigation.ts';
import { tellCopied } from '../../state/actions/toast.ts';
import { openShelf } from '../../state/actions/token-shelf.ts';
import { chooseToken, deleteTokens } from '../../state/actions/tokens.ts';
import { showResult } from '../../state/actions/workbench.ts';
import { selectCurrentToken } from '../../state/selectors/runs.ts';
import { tokensOf } from '../../state/selectors/tokens.ts';
import { selectSaved } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import layout from '../../ui/layout.module.css';
import { MiniRing } from '../../ui/mini-ring.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ListHeading } from './item-lists.tsx';
import styles from './library.module.css';
import { LibraryItem } from './library-item.tsx';

/** The session's tokens, each with the time it has left. */
export function TokensList({ onChosen }: { readonly onChosen?: () => void }) {
  const all = useAppState((state) => state.tokens.byId);
  const workspaceId = useAppState((state) => selectSaved(state).id);
  const current = useAppState(selectCurrentToken);
  const tokens = tokensOf(all, workspaceId);
  const now = useNow(1_000, tokens.length > 0);
  const choose = (token: AccessToken) => {
    chooseToken(token);
    showPage('flow');
    showResult({ kind: 'kept-token', tokenId: token.id });
    onChosen?.();
  };
  return (
    <section aria-label="Tokens">
      <ListHeading title="Tokens" addLabel="Add token" onAdd={() => openImport()} />
      {tokens.length === 0 ? (
        <p className={styles.empty}>
          Tokens that you request or paste appear here with their remaining time.
        </p>
      ) : (
        <ul className={layout.plainList}>
          {tokens.map((token) => (
            <LibraryItem
              key={token.id}
              id={token.id}
              name={nameOfToken(token)}
              mark={
                <MiniRing
                  from={token.receivedAt}
                  until={token.expiresAt}
                  now={now}
                  ended={token.revokedAt !== undefined}
                />
              }
              tail={describeLeft(token, now)}
              isSelected={token.id === current?.id}
              onChoose={() => choose(token)}
              menu={
                <>
                  <Menu.Item onClick={() => void copyText(token.value).then(tellCopied)}>Copy</Menu.Item>
                  {tokens.length > 1 && <Menu.Item onClick={() => openShelf([token.id])}>Compare…</Menu.Item>}
                  <Menu.Divider />
                  <Menu.Item onClick={() => deleteTokens([token])}>Delete</Menu.Item>
                </>
              }
            />
          ))}
        </ul>
      )}
    </section>
  );
}
