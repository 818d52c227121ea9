import { metadataOf } from '../../../../../shared/discovery/kept-metadata.ts';
import type { DpopSettings } from '../../../../../shared/model/client.ts';
import { PROOF_FAULTS } from '../../../../../shared/model/client-choices.ts';
import { updateClient } from '../../../../state/actions/clients.ts';
import { selectKeys } from '../../../../state/selectors/keys.ts';
import { selectWorkspace } from '../../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../../state/store.ts';
import { ProofFaultField } from '../../proof-fault-field.tsx';
import { AlgorithmField } from '../algorithm-field.tsx';
import { KeyField } from '../authentication/key-field.tsx';

/** Without a token there is no hash of one. */
const FAULTS = PROOF_FAULTS.filter((fault) => fault !== 'missing-ath');

/** Which key is proven, by which algorithm, and what of it is wrong on purpose. */
export function DpopFields({ dpop }: { readonly dpop: DpopSettings }) {
  const keys = useAppState(selectKeys);
  const offered = metadataOf(useAppState(selectWorkspace))?.dpop_signing_alg_values_supported;
  const change = (part: Partial<DpopSettings>) => updateClient({ dpop: { ...dpop, ...part } });
  return (
    <>
      <KeyField use="proof" />
      <AlgorithmField
        value={dpop.algorithm}
        signer={keys.find(({ id }) => id === dpop.keyId)}
        offered={offered}
        onChange={(algorithm) => change({ algorithm })}
      />
      <ProofFaultField value={dpop.fault ?? null} faults={FAULTS} onChange={(fault) => change({ fault })} />
    </>
  );
}
