import { NumberInput } from '@mantine/core';
import { assertionOf } from '../../../../../shared/oauth/client-authentication/assertion.ts';
import { updateAssertion } from '../../../../state/actions/client-assertion.ts';
import { selectClient } from '../../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../../state/store.ts';

/** How long the assertion can be used, if someone gets hold of it. */
export function AssertionLifetime() {
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
