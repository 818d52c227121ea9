import { SegmentedControl } from '@mantine/core';
import { metadataOf } from '../../../../../shared/discovery/kept-metadata.ts';
import type { DpopSettings } from '../../../../../shared/model/client.ts';
import { PROOF_FAULTS } from '../../../../../shared/model/client-choices.ts';
import {
  type SenderConstraint as Constraint,
  constraintOf,
  presentsAnyway,
} from '../../../../../shared/oauth/dpop/sender-constraint.ts';
import { updateClient } from '../../../../state/actions/clients.ts';
import { setConstraint } from '../../../../state/actions/sender-constraint.ts';
import { selectKeys } from '../../../../state/selectors/keys.ts';
import { selectClient, selectWorkspace } from '../../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../../state/store.ts';
import { Choice } from '../../../../ui/choice.tsx';
import { Fold } from '../../../../ui/fold.tsx';
import { PROOF_FAULT_LABELS, ProofFaultField } from '../../proof-fault-field.tsx';
import { AlgorithmField } from '../algorithm-field.tsx';
import { KeyField } from '../authentication/key-field.tsx';
import card from '../server-card.module.css';
import { describeConstraint, explainConstraint } from './describe-constraint.ts';
import styles from './sender-constraint.module.css';

/** Without a token there is no hash of one. */
const FAULTS = PROOF_FAULTS.filter((fault) => fault !== 'missing-ath');

/** Which key is proven, by which algorithm, and what of it is wrong on purpose. */
function DpopFields({ dpop }: { readonly dpop: DpopSettings }) {
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

const CHOICES: readonly { readonly value: Constraint; readonly label: string }[] = [
  { value: 'none', label: 'None (Bearer)' },
  { value: 'dpop', label: 'DPoP' },
  { value: 'mtls', label: 'mTLS' },
];

/** What binds the token to this client, so that a thief cannot use it: one line until someone needs more. */
export function SenderConstraint() {
  const workspace = useAppState(selectWorkspace);
  const client = useAppState(selectClient);
  const constraint = constraintOf(client);
  const fault = client.dpop?.fault ?? null;
  // Without the certificate such a client could not even authenticate.
  const choices = presentsAnyway(client) ? CHOICES.filter(({ value }) => value !== 'none') : CHOICES;
  return (
    <Fold
      name="Token binding (DPoP / mTLS)"
      summary={
        <>
          {describeConstraint(workspace)}
          {fault !== null && (
            <span className={styles.faulty}> · wrong on purpose: {PROOF_FAULT_LABELS[fault]}</span>
          )}
        </>
      }
    >
      <div className={styles.fields}>
        <Choice label="Bind the token to" note={explainConstraint(client)}>
          {(labelledBy) => (
            <SegmentedControl<Constraint>
              classNames={{ label: card.segment ?? '' }}
              aria-labelledby={labelledBy}
              data={[...choices]}
              value={constraint}
              onChange={setConstraint}
            />
          )}
        </Choice>
        {client.dpop && <DpopFields dpop={client.dpop} />}
        {/* Where the client authenticates with it, it is chosen beside the method. */}
        {constraint === 'mtls' && !presentsAnyway(client) && <KeyField use="certificate" />}
      </div>
    </Fold>
  );
}
