import type { DpopSettings, SignatureAlgorithm } from '../../model/client.ts';
import { SIGNATURE_ALGORITHMS } from '../../model/client-choices.ts';
import type { Client, Workspace } from '../../model/workspace.ts';
import { readProof } from '../../oauth/dpop/dpop.ts';
import { fittingAlgorithm } from '../../oauth/jwt/key-algorithms.ts';
import { jwkThumbprint } from '../../oauth/jwt/thumbprint.ts';
import type { CurlHeader } from '../read/apply-option.ts';
import { variablesIn } from '../write/shell-variables.ts';

/** The content of a command's DPoP proof (RFC 9449 §4.2). Null for a shell variable. */
export interface ImportedProof {
  /** Thumbprint of the proof's key. */
  readonly jkt: string | null;
  readonly algorithm: SignatureAlgorithm | null;
}

/**
 * Removes the proof from a command's headers: it is valid for one request only (RFC 9449 §11.1). Keeps a DPoP header
 * that is not a proof: it may be a test.
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

/** Enables DPoP for the client, with the same key if the workspace has it; and a note about that. */
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
