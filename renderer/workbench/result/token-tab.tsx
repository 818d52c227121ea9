import { type ReactNode, useEffect, useRef } from 'react';
import { decodeJwt } from '../../../shared/oauth/jwt/jwt.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { ClaimsTab } from '../../features/flow/token/claims-tab.tsx';
import { IntrospectionTab } from '../../features/flow/token/introspection-tab.tsx';
import { RevocationResult } from '../../features/flow/token/revocation-result.tsx';
import { ScopeComparison } from '../../features/flow/token/scope-comparison.tsx';
import { SignatureTab } from '../../features/flow/token/signature-tab.tsx';
import { selectOperations } from '../../state/selectors/tokens.ts';
import type { RunState } from '../../state/slices/runs.ts';
import { useAppState } from '../../state/store.ts';
import { Fold } from '../../ui/fold.tsx';
import { JwtParts } from './jwt-parts.tsx';
import styles from './token-tab.module.css';
import { TokenValue } from './token-value.tsx';

/** The token: its value, its claims, and what introspection says. */
export function TokenTab({ token }: { readonly token: AccessToken }) {
  const { introspection, verification } = useAppState((state) => selectOperations(state, token.id));
  const jwt = decodeJwt(token.value);
  return (
    <section className={styles.tab} aria-label="Access token">
      <TokenValue value={token.value} />
      <RevocationResult token={token} />
      {jwt ? <JwtParts jwt={jwt} /> : <ClaimsTab token={token} />}
      {!token.pasted && <ScopeComparison requested={token.requestedScopes} granted={token.grantedScopes} />}
      <div>
        {jwt && (
          <OperationFold name="Signature" operation={verification} done="checked" open="not checked yet">
            <SignatureTab token={token} />
          </OperationFold>
        )}
        <OperationFold
          name="Introspection"
          operation={introspection}
          done="introspected"
          open="not introspected yet"
        >
          <IntrospectionTab token={token} />
        </OperationFold>
      </div>
    </section>
  );
}

interface OperationFoldProps {
  readonly name: string;
  readonly operation: RunState<unknown>;
  /** What the folded line says before and after. */
  readonly open: string;
  readonly done: string;
  readonly children: ReactNode;
}

/** Opens by itself when the operation is run, and brings its result into view. */
function OperationFold({ name, operation, open, done, children }: OperationFoldProps) {
  const { running, result, error } = operation;
  const shown = running ?? result ?? error;
  const isUsed = shown !== null;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shown !== null) place.current?.scrollIntoView({ block: 'start' });
  }, [shown]);
  return (
    <div ref={place}>
      <Fold key={String(isUsed)} name={name} summary={result ? done : open} initiallyOpen={isUsed}>
        {children}
      </Fold>
    </div>
  );
}
