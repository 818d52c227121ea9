import { Select } from '@mantine/core';
import type { ProofFault } from '../../../shared/model/client.ts';

/** What the faults are called in the form. */
export const PROOF_FAULT_LABELS: Readonly<Record<ProofFault, string>> = {
  'no-proof': 'no proof',
  'wrong-htu': 'htu of another URL',
  'wrong-htm': 'htm of another method',
  'old-iat': 'iat an hour ago',
  'reused-jti': 'reused jti',
  'wrong-key': 'of another key',
  'bad-signature': 'signed with another key',
  'missing-ath': 'no ath',
};

export interface ProofFaultFieldProps {
  readonly value: ProofFault | null;
  readonly faults: readonly ProofFault[];
  readonly onChange: (fault: ProofFault | null) => void;
}

/** Makes the proofs of a kind of request wrong on purpose, one thing at a time. */
export function ProofFaultField({ value, faults, onChange }: ProofFaultFieldProps) {
  return (
    <Select
      label="Break the proof"
      description="Tests whether the server notices."
      data={[
        { value: 'none', label: 'Nothing: the proof is correct' },
        ...faults.map((fault) => ({ value: fault, label: PROOF_FAULT_LABELS[fault] })),
      ]}
      value={value ?? 'none'}
      onChange={(fault) => onChange(faults.find((known) => known === fault) ?? null)}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}
