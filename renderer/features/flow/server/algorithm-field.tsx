import { Select } from '@mantine/core';
import type { SignatureAlgorithm } from '../../../../shared/model/client.ts';
import { SIGNATURE_ALGORITHMS } from '../../../../shared/model/client-choices.ts';
import type { Key } from '../../../../shared/model/key.ts';
import { algorithmsOf } from '../../../../shared/oauth/jwt/key-algorithms.ts';
import { cautionInput } from '../../../ui/caution-input.ts';
import { monoInput } from '../../../ui/mono-input.ts';

export interface AlgorithmFieldProps {
  readonly value: SignatureAlgorithm;
  /** What is signed with; its kind decides what is possible. */
  readonly signer: Key | undefined;
  /** What the server's metadata lists; undefined where it says nothing. */
  readonly offered: readonly string[] | undefined;
  readonly onChange: (algorithm: SignatureAlgorithm) => void;
}

/** By which algorithm a key signs. What the server does not list is marked, and may be tried. */
export function AlgorithmField({ value, signer, offered, onChange }: AlgorithmFieldProps) {
  const possible = signer ? algorithmsOf(signer) : SIGNATURE_ALGORITHMS;
  const fits = possible.includes(value);
  const shown = fits ? possible : [value, ...possible];
  return (
    <Select
      label="Algorithm"
      description={signer && describeChoice(signer, possible)}
      data={shown.map((algorithm) => ({ value: algorithm, label: markUnlisted(algorithm, offered) }))}
      value={value}
      onChange={(chosen) => onChange(chosen as SignatureAlgorithm)}
      error={!fits && signer ? `The key (${signer.description}) cannot sign with ${value}.` : undefined}
      classNames={{ ...monoInput, ...cautionInput }}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}

/** What there is to choose between; nothing where it speaks for itself. */
function describeChoice({ description }: Key, possible: readonly SignatureAlgorithm[]): string | undefined {
  if (possible.length === 1) return `The key’s algorithm: ${description}.`;
  return possible.includes('Ed25519')
    ? 'Two names for one algorithm; newer servers expect Ed25519.'
    : undefined;
}

export function markUnlisted(algorithm: string, offered: readonly string[] | undefined): string {
  return offered === undefined || offered.includes(algorithm)
    ? algorithm
    : `${algorithm} (not listed by the server)`;
}
