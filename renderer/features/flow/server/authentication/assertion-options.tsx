import { NumberInput, Select } from '@mantine/core';
import type { AssertionFault } from '../../../../../shared/model/client.ts';
import { ASSERTION_FAULTS } from '../../../../../shared/model/client-choices.ts';
import { assertionOf } from '../../../../../shared/oauth/client-authentication/assertion.ts';
import { usesAssertion } from '../../../../../shared/oauth/methods/methods.ts';
import { updateAssertion } from '../../../../state/actions/client-assertion.ts';
import { selectClient, selectWorkspace } from '../../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../../state/store.ts';
import { Fold } from '../../../../ui/fold.tsx';
import { TemplateArea } from '../../../variables/template-input.tsx';
import { AssertionAudience } from './assertion-audience.tsx';
import { AssertionHeader } from './assertion-header.tsx';
import styles from './authentication.module.css';
import { describeAssertion, FAULT_LABELS } from './describe-assertion.ts';

const CHOICES = [
  { value: 'none', label: 'Nothing: the assertion is correct' },
  ...ASSERTION_FAULTS.map((fault) => ({ value: fault, label: FAULT_LABELS[fault] })),
];

/** Makes the assertion wrong on purpose, one thing at a time. */
function AssertionFaults() {
  const { fault } = assertionOf(useAppState(selectClient));
  return (
    <Select
      label="Break it"
      description={
        fault === 'reused-jti'
          ? 'A server that remembers jti values rejects it the second time.'
          : 'Tests whether the server notices.'
      }
      data={CHOICES}
      value={fault ?? 'none'}
      onChange={(value) => updateAssertion({ fault: value === 'none' ? null : (value as AssertionFault) })}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}

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

/** What else the assertion says. */
function AssertionClaims() {
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

/** How long the assertion can be used, if someone gets hold of it. */
function AssertionLifetime() {
  const { lifetimeSeconds } = assertionOf(useAppState(selectClient));
  return (
    <NumberInput
      label="Lifetime"
      description="From iat to exp. One minute is enough; some servers reject long lifetimes."
      value={lifetimeSeconds}
      onChange={(value) => {
        const seconds = Math.round(Number(value));
        if (seconds >= 1 && seconds <= 31_536_000) updateAssertion({ lifetimeSeconds: seconds });
      }}
      min={1}
      max={31_536_000}
      suffix=" s"
    />
  );
}
