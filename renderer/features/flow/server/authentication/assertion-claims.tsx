import { assertionOf } from '../../../../../shared/oauth/client-authentication/assertion.ts';
import { updateAssertion } from '../../../../state/actions/client-assertion.ts';
import { selectClient } from '../../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../../state/store.ts';
import { TemplateArea } from '../../../variables/template-input.tsx';
import styles from './authentication.module.css';

/** What else the assertion says. */
export function AssertionClaims() {
  const { claims } = assertionOf(useAppState(selectClient));
  return (
    <div className={styles.claims}>
      <TemplateArea
        label="Further claims"
        description="A JSON object. Overrides default claims; null removes one."
        placeholder={'{"custom": "value"}'}
        value={claims}
        onChange={(event) => updateAssertion({ claims: event.currentTarget.value })}
        leastRows={1}
        mostRows={8}
        secrets="not-here"
      />
    </div>
  );
}
