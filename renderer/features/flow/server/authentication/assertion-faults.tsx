import { Select } from '@mantine/core';
import type { AssertionFault } from '../../../../../shared/model/client.ts';
import { ASSERTION_FAULTS } from '../../../../../shared/model/client-choices.ts';
import { assertionOf } from '../../../../../shared/oauth/client-authentication/assertion.ts';
import { updateAssertion } from '../../../../state/actions/client-assertion.ts';
import { selectClient } from '../../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../../state/store.ts';
import { FAULT_LABELS } from './describe-assertion.ts';

const CHOICES = [
  { value: 'none', label: 'Nothing: the assertion is right' },
  ...ASSERTION_FAULTS.map((fault) => ({ value: fault, label: FAULT_LABELS[fault] })),
];

/** Makes the assertion wrong on purpose, one thing at a time. */
export function AssertionFaults() {
  const { fault } = assertionOf(useAppState(selectClient));
  return (
    <Select
      label="Break it"
      description={
        fault === 'reused-jti'
          ? 'A server that remembers jti values rejects it the second time.'
          : 'To see whether the server notices.'
      }
      data={CHOICES}
      value={fault ?? 'none'}
      onChange={(value) => updateAssertion({ fault: value === 'none' ? null : (value as AssertionFault) })}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}
