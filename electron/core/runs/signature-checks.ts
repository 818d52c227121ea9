import { endpointsOf } from '../../../shared/discovery/endpoints.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { SignatureCheck } from '../../../shared/ipc/token-operations.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import type { SignatureVerdict } from '../../../shared/oauth/jwt/signature-verdict.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { checkResolved } from '../../../shared/variables/check-resolved.ts';
import { resolveWorkspace } from '../../../shared/variables/resolve-workspace.ts';
import { verifySignature } from '../credentials/verify-signature.ts';
import type { RunContext } from '../requests/run-context.ts';
import type { KeySet, KeySets } from './key-sets.ts';

/** Verifies JWT signatures with the server's published keys. */
export class SignatureChecks {
  readonly #keySets: Pick<KeySets, 'kept' | 'fetch'>;

  constructor(keySets: Pick<KeySets, 'kept' | 'fetch'>) {
    this.#keySets = keySets;
  }

  /**
   * A cached key set can confirm a signature but not reject one: the server may have rotated its keys, so it is fetched
   * again, once. Each fetch is recorded, the first under `id`.
   */
  async check(
    token: string,
    workspace: Workspace,
    { id, signal }: RunContext,
  ): Promise<Result<SignatureCheck, AppError>> {
    const keyless = await verifySignature(token, []);
    if (keyless.kind !== 'no-keys') return ok(without(keyless));
    const resolution = resolveWorkspace(workspace);
    const problem = checkResolved(resolution, 'server', new Map());
    if (problem) return err(problem);
    const url = endpointsOf(resolution.workspace).jwks_uri;
    if (url === null) return ok(without({ kind: 'no-keys', reason: 'no-address' }));

    const kept = this.#keySets.kept(workspace, url);
    const first = kept && (await verifySignature(token, kept.keys));
    if (kept && first?.kind === 'valid') return ok({ ...without(first), keySet: placeOf(kept) });

    const fetched = await this.#keySets.fetch(workspace, url, { id, signal });
    if (!fetched.ok) return fetched;
    const { exchange, findings, keySet, unreadable } = fetched.value;
    return ok({
      verdict: keySet
        ? await verifySignature(token, keySet.keys)
        : { kind: 'no-keys', reason: unreadable ? 'unreadable' : 'not-fetched' },
      exchanges: [exchange],
      findings,
      keySet: keySet && placeOf(keySet),
    });
  }
}

function without(verdict: SignatureVerdict): SignatureCheck {
  return { verdict, exchanges: [], findings: [], keySet: null };
}

function placeOf({ url, fetchedAt }: KeySet): { url: string; fetchedAt: number } {
  return { url, fetchedAt };
}
