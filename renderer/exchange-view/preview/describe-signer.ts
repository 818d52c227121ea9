import { activeClient } from '../../../shared/model/active-client.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { assertionOf } from '../../../shared/oauth/client-authentication/assertion.ts';
import { METHODS, usesAssertion } from '../../../shared/oauth/methods/methods.ts';

/** Who signs the active client's assertions, and that each is new. */
export function describeSigner(workspace: Workspace): string {
  const client = activeClient(workspace);
  const { fault, keyId } = assertionOf(client);
  if (!usesAssertion(client.authMethod)) return 'This assertion is part of the raw body.';
  const key = workspace.keys?.find(({ id }) => id === keyId);
  const signer =
    METHODS[client.authMethod].assertion === 'secret'
      ? 'the client’s secret'
      : `the key “${key?.name || key?.description || 'without a name'}”`;
  const used = fault === 'wrong-key' ? `an unknown key, on purpose, instead of ${signer}` : signer;
  return `Signed for each request with ${used}. This is an example; the next one has its own time and jti.`;
}
