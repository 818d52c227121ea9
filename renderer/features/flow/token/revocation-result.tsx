import type { AccessToken } from '../../../../shared/oauth/token/token.ts';
import { Findings } from '../../../exchange-view/findings.tsx';
import { RunError } from '../../../exchange-view/run-error.tsx';
import { selectOperations } from '../../../state/selectors/tokens.ts';
import { useAppState } from '../../../state/store.ts';
import { OperationStatus } from './operation-status.tsx';
import styles from './token-panel.module.css';

/** What came of revoking it: nothing to be seen until that was tried. */
export function RevocationResult({ token }: { readonly token: AccessToken }) {
  const { result, error } = useAppState((state) => selectOperations(state, token.id)).revocation;
  if (error) return <RunError error={error} />;
  if (!result) return null;
  const isOver = result.outcome.kind === 'revoked';
  return (
    <section className={styles.answer} aria-label="Revocation">
      <OperationStatus exchange={result.exchange}>
        <strong>{isOver ? 'Revoked' : 'Not revoked'}</strong>
      </OperationStatus>
      {isOver && (
        <p className={styles.note}>
          Servers respond the same to unknown tokens (RFC 7009 §2.2). Introspect the token or call the API to
          check.
        </p>
      )}
      <Findings findings={result.findings} origin="revocation" />
    </section>
  );
}
