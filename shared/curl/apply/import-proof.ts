import type { DpopSettings, SignatureAlgorithm } from '../../model/client.ts';
import { SIGNATURE_ALGORITHMS } from '../../model/client-choices.ts';
import type { Client, Workspace } from '../../model/workspace.ts';
import { readProof } from '../../oauth/dpop/dpop.ts';
import { fittingAlgorithm } from '../../oauth/jwt/key-algorithms.ts';
import { jwkThumbprint } from '../../oauth/jwt/thumbprint.ts';
import type { CurlHeader } from '../read/apply-option.ts';
import { variablesIn } from '../write/shell-variables.ts';

/** What a command's proof of possession says, beside that there is one (RFC 9449 §4.2). Null for a variable of the shell. */
export interface ImportedProof {
  /** The thumbprint of the key that was proven. */
  readonly jkt: string | null;
  readonly algorithm: SignatureAlgorithm | null;
}

/**
 * Takes the proof out of a command's headers: it was made for one request and is used up (RFC 9449 §11.1). A DPoP header
 * that holds no proof is somebody's test and stays.
 */
export function takeProof(headers: readonly CurlHeader[]): {
  readonly headers: readonly CurlHeader[];
  readonly proof: ImportedProof | null;
} {
  const proof = headers.map(proofIn).find((found) => found !== null) ?? null;
  return { headers: proof ? headers.filter((header) => proofIn(header) === null) : headers, proof };
}

function proofIn({ name, value }: CurlHeader): ImportedProof | null {
  if (name.toLowerCase() !== 'dpop') return null;
  if (variablesIn(value).length > 0) return { jkt: null, algorithm: null };
  const proof = readProof(value.trim());
  if (!proof) return null;
  const algorithm = SIGNATURE_ALGORITHMS.find((known) => known === proof.algorithm) ?? null;
  return { jkt: proof.jkt, algorithm };
}

/** What has the client make such proofs itself, with the same key where the workspace has it; and a sentence on that. */
export function dpopSettings(
  { dpop }: Pick<Client, 'dpop'>,
  { keys = [] }: Pick<Workspace, 'keys'>,
  proof: ImportedProof,
  notes: string[],
): DpopSettings {
  const proven = keys.find(({ publicJwk }) => proof.jkt !== null && jwkThumbprint(publicJwk) === proof.jkt);
  const key = proven ?? keys.find(({ id }) => id === dpop?.keyId);
  const next = proven
    ? 'It is made with the same key.'
    : 'Choose a key for it under “Token binding” in step 1, or import the command’s own there.';
  notes.push(`The DPoP proof was left out: it is used up, and each request gets a new one. ${next}`);
  const wanted = proof.algorithm ?? dpop?.algorithm ?? 'ES256';
  return { keyId: key?.id ?? null, algorithm: key ? fittingAlgorithm(key, wanted) : wanted };
}
