import { PROOF_FAULTS } from '../../../../shared/model/client-choices.ts';
import type { AccessToken } from '../../../../shared/oauth/token/token.ts';
import { isDpopToken } from '../../../../shared/oauth/token/token-binding.ts';
import { changeApiRequest } from '../../../state/actions/api-request.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { Fold } from '../../../ui/fold.tsx';
import { PROOF_FAULT_LABELS, ProofFaultField } from '../proof-fault-field.tsx';
import { BoundTo } from '../token/bound-to.tsx';
import styles from './api-card.module.css';

/** What goes along with a token that is bound: the proof of its key, its certificate. Nothing for a bearer token. */
export function AttachedProof({ token }: { readonly token: AccessToken }) {
  const { proofFault = null } = useAppState((state) => selectWorkspace(state).api);
  if (!token.binding && !isDpopToken(token)) return null;
  return (
    <div className={styles.proof}>
      <div className={styles.bound}>
        <BoundTo token={token} />
      </div>
      {token.binding?.certificate && <p>The TLS handshake presents the certificate.</p>}
      {isDpopToken(token) && (
        <Fold
          name="Proof"
          summary={
            proofFault === null ? (
              'a new one for each call, in the DPoP header'
            ) : (
              <span className={styles.faulty}>wrong on purpose: {PROOF_FAULT_LABELS[proofFault]}</span>
            )
          }
        >
          <ProofFaultField
            value={proofFault}
            faults={PROOF_FAULTS}
            onChange={(fault) => changeApiRequest({ proofFault: fault })}
          />
        </Fold>
      )}
    </div>
  );
}
