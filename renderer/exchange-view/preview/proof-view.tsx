import type { HttpRequest } from '../../../shared/http/exchange.ts';
import type { DpopProof } from '../../../shared/oauth/dpop/dpop.ts';
import { proofOf } from '../../../shared/oauth/dpop/dpop.ts';
import { explainProof } from '../../../shared/oauth/dpop/explain-proof.ts';
import { ExplainedClaims } from '../../features/flow/token/explained-claims.tsx';
import layout from '../../ui/layout.module.css';
import type { PreviewTab } from './preview-panel.tsx';
import styles from './proof-view.module.css';

/** A DPoP proof, decoded. */
export function ProofView({ proof, note }: { readonly proof: DpopProof; readonly note: string }) {
  return (
    <div className={layout.tightStack}>
      <p className={styles.note}>{note}</p>
      <ExplainedClaims
        groups={[
          { title: 'Header', label: 'Proof header', members: proof.header, explain: explainProof },
          { title: 'Claims', label: 'Proof claims', members: proof.claims, explain: explainProof },
        ]}
      />
      {proof.jkt !== null && (
        <p className={styles.note}>
          Thumbprint of its key (RFC 7638), cnf.jkt in the token: <code>{proof.jkt}</code>
        </p>
      )}
    </div>
  );
}

/** The decoded proof of a previewed request; empty if there is none. */
export function proofTabs(request: HttpRequest): readonly PreviewTab[] {
  const proof = proofOf(request);
  if (!proof) return [];
  const nonce =
    proof.nonce === null ? 'the server has not sent a nonce yet' : 'it contains the server’s latest nonce';
  return [
    {
      name: 'Proof',
      content: (
        <ProofView
          proof={proof}
          note={`The header DPoP, decoded. Each request gets a new one: this shows the next; ${nonce}.`}
        />
      ),
      tools: null,
    },
  ];
}
