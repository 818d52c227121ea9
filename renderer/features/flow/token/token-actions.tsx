import { Button } from '@mantine/core';
import type { AccessToken } from '../../../../shared/oauth/token/token.ts';
import { focusCallApi } from '../../../state/actions/navigation.ts';
import { introspectToken, revokeToken, verifyToken } from '../../../state/actions/token-operations.ts';
import { openShelf } from '../../../state/actions/token-shelf.ts';
import { selectOperations } from '../../../state/selectors/tokens.ts';
import { useAppState } from '../../../state/store.ts';
import styles from './token-panel.module.css';

export type TokenTab = 'overview' | 'claims' | 'signature' | 'introspection';

export interface TokenActionsProps {
  readonly token: AccessToken;
  /** Shows where the result will be. */
  readonly onShow: (tab: TokenTab) => void;
}

/** What can be done with the token, in the order of how often it is. */
export function TokenActions({ token, onShow }: TokenActionsProps) {
  const operations = useAppState((state) => selectOperations(state, token.id));
  const others = useAppState(({ tokens }) => Object.keys(tokens).length > 1);
  const introspect = () => {
    onShow('introspection');
    void introspectToken(token);
  };
  const verify = () => {
    onShow('signature');
    void verifyToken(token);
  };
  return (
    <fieldset className={styles.actions} aria-label="Do with the token">
      <Button variant="default" loading={operations.introspection.running !== null} onClick={introspect}>
        Introspect
      </Button>
      <Button variant="default" loading={operations.verification.running !== null} onClick={verify}>
        Verify
      </Button>
      <Button
        variant="default"
        loading={operations.revocation.running !== null}
        onClick={() => void revokeToken(token)}
      >
        Revoke
      </Button>
      {others && (
        <Button variant="default" aria-haspopup="dialog" onClick={() => openShelf([token.id])}>
          Compare…
        </Button>
      )}
      <Button variant="default" onClick={focusCallApi}>
        Use in Call API
      </Button>
    </fieldset>
  );
}
