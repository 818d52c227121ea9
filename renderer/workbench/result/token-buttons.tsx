import { Button } from '@mantine/core';
import { decodeJwt } from '../../../shared/oauth/jwt/jwt.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { runTokenRequest } from '../../state/actions/runs.ts';
import { introspectToken, revokeToken, verifyToken } from '../../state/actions/token-operations.ts';
import { openShelf } from '../../state/actions/token-shelf.ts';
import { selectOperations, tokensOf } from '../../state/selectors/tokens.ts';
import { useAppState } from '../../state/store.ts';
import { useNow } from '../../ui/use-now.ts';
import { openResultTab } from './result-tab-state.ts';

/** The token's actions, most used first. Their results appear in the Token tab. */
export function TokenButtons({ token }: { readonly token: AccessToken }) {
  const { introspection, verification, revocation } = useAppState((state) =>
    selectOperations(state, token.id),
  );
  const hasOthers = useAppState((state) => tokensOf(state.tokens.byId, token.workspaceId).length > 1);
  const run = (operation: (token: AccessToken) => Promise<void>) => () => {
    openResultTab('token');
    void operation(token);
  };
  return (
    <>
      {decodeJwt(token.value) && (
        <Button
          variant="default"
          size="compact-sm"
          loading={verification.running !== null}
          onClick={run(verifyToken)}
        >
          Verify signature
        </Button>
      )}
      <Button
        variant="default"
        size="compact-sm"
        loading={introspection.running !== null}
        onClick={run(introspectToken)}
      >
        Introspect
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        loading={revocation.running !== null}
        onClick={run(revokeToken)}
      >
        Revoke
      </Button>
      {hasOthers && (
        <Button
          variant="default"
          size="compact-sm"
          aria-haspopup="dialog"
          onClick={() => openShelf([token.id])}
        >
          Compare…
        </Button>
      )}
    </>
  );
}

/** What an expired token needs first. */
export function NewTokenButton() {
  return (
    <Button size="compact-sm" onClick={() => void runTokenRequest()}>
      Get a new token
    </Button>
  );
}

/** Whether the token's time is over, as it passes. A revoked token has not expired. */
export function useIsExpired(token: AccessToken | null): boolean {
  const now = useNow(1_000, token?.expiresAt != null);
  return token?.expiresAt != null && token.expiresAt <= now && token.revokedAt === undefined;
}
