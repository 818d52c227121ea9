import { assertionOf } from '../../../../../shared/oauth/client-authentication/assertion.ts';
import { usesAssertion } from '../../../../../shared/oauth/methods/methods.ts';
import { selectClient, selectWorkspace } from '../../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../../state/store.ts';
import { Fold } from '../../../../ui/fold.tsx';
import { AssertionAudience } from './assertion-audience.tsx';
import { AssertionClaims } from './assertion-claims.tsx';
import { AssertionFaults } from './assertion-faults.tsx';
import { AssertionHeader } from './assertion-header.tsx';
import { AssertionLifetime } from './assertion-lifetime.tsx';
import styles from './authentication.module.css';
import { describeAssertion, FAULT_LABELS } from './describe-assertion.ts';

/** How the client's assertions are made: one line until someone needs more. Only for the methods that have some. */
export function AssertionOptions() {
  const workspace = useAppState(selectWorkspace);
  const client = useAppState(selectClient);
  const { fault } = assertionOf(client);
  if (!usesAssertion(client.authMethod)) return null;
  return (
    <Fold
      name="Assertion"
      summary={
        <>
          {describeAssertion(workspace)}
          {fault !== null && (
            <span className={styles.faulty}> · wrong on purpose: {FAULT_LABELS[fault]}</span>
          )}
        </>
      }
    >
      <div className={styles.assertion}>
        <AssertionHeader />
        <AssertionAudience />
        <AssertionLifetime />
        <AssertionFaults />
        <AssertionClaims />
      </div>
    </Fold>
  );
}
