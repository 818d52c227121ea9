import { Button } from '@mantine/core';
import type { IntrospectionRun } from '../../../../shared/ipc/token-operations.ts';
import { explainClaim } from '../../../../shared/oauth/jwt/registered-claims.ts';
import type { AccessToken } from '../../../../shared/oauth/token/token.ts';
import type { IntrospectionFormat } from '../../../../shared/oauth/token-operations/introspection.ts';
import { Findings } from '../../../exchange-view/findings.tsx';
import { RunError } from '../../../exchange-view/run-error.tsx';
import { introspectToken } from '../../../state/actions/token-operations.ts';
import { selectOperations } from '../../../state/selectors/tokens.ts';
import { useAppState } from '../../../state/store.ts';
import { Fold } from '../../../ui/fold.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { ExplainedClaims } from './explained-claims.tsx';
import { IntrospectionOptions } from './introspection-options.tsx';
import { OperationStatus } from './operation-status.tsx';
import { Verdict } from './signature-tab.tsx';
import styles from './token-panel.module.css';

/** What the server says the token is good for. */
export function IntrospectionTab({ token }: { readonly token: AccessToken }) {
  const { running, result, error } = useAppState((state) => selectOperations(state, token.id)).introspection;
  return (
    <div className={styles.tab} aria-busy={running !== null}>
      {!result && !error && (
        <p className={styles.note}>
          The server tells authorized clients whether a token is valid and what it allows (RFC 7662). APIs
          introspect tokens for each call.
        </p>
      )}
      <IntrospectionOptions token={token} />
      <div>
        <Button
          variant="default"
          size="compact-sm"
          loading={running !== null}
          onClick={() => void introspectToken(token)}
        >
          {result ? 'Introspect again' : 'Introspect'}
        </Button>
      </div>
      {error && <RunError error={error} />}
      {result && isOutdated(result, token) && (
        <p className={styles.note}>The token was revoked after this introspection. Introspect it again.</p>
      )}
      {result && <Answer run={result} />}
    </div>
  );
}

function isOutdated({ exchange }: IntrospectionRun, { revokedAt }: AccessToken): boolean {
  return revokedAt !== undefined && exchange.startedAt < revokedAt;
}

const FORMS: Readonly<Record<IntrospectionFormat, string>> = {
  json: 'JSON',
  rfc9701: 'signed response',
  curity: 'bare JWT',
};

function Answer({ run: { exchange, outcome, findings, signature } }: { readonly run: IntrospectionRun }) {
  const says = outcome.kind === 'active' || outcome.kind === 'inactive' ? outcome : null;
  const isEmpty = exchange.response?.status === 204;
  return (
    <section className={styles.answer} aria-label="Introspection response">
      <OperationStatus exchange={exchange}>
        {says && <StatusBadge tone={says.kind === 'active' ? 'good' : 'caution'}>{says.kind}</StatusBadge>}
        {says && <StatusBadge tone="neutral">{isEmpty ? 'no content' : FORMS[says.form]}</StatusBadge>}
      </OperationStatus>
      <Findings findings={findings} origin="introspection" />
      {says && Object.keys(says.members).length > 0 && (
        <ExplainedClaims
          groups={[
            {
              title: 'What the server says',
              label: 'Introspection members',
              members: says.members,
              explain: explainClaim,
            },
          ]}
        />
      )}
      {signature && (
        <Fold
          as="inline"
          name="Signature of the response"
          summary={signature.verdict.kind === 'valid' ? 'valid' : 'not confirmed'}
        >
          <Verdict check={signature} />
        </Fold>
      )}
    </section>
  );
}
