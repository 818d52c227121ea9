import { activeClient } from '../../../shared/model/active-client.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { assertionOf } from '../../../shared/oauth/client-authentication/assertion.ts';
import { METHODS, usesAssertion } from '../../../shared/oauth/methods/methods.ts';

/** Who signs the assertions of the client in use, and that each is another. */
export function describeSigner(workspace: Workspace): string {
  const client = activeClient(workspace);
  const { fault, keyId } = assertionOf(client);
  if (!usesAssertion(client.authMethod)) return 'This assertion was put into the body by hand.';
  const key = workspace.keys?.find(({ id }) => id === keyId);
  const signer =
    METHODS[client.authMethod].assertion === 'secret'
      ? 'the client’s secret'
      : `the key “${key?.name || key?.description || 'without a name'}”`;
  const used = fault === 'wrong-key' ? `a key that nobody knows, on purpose, instead of ${signer}` : signer;
  return `Signed anew for each request, with ${used}. This is how the next one looks; its time and jti will differ.`;
}
