import { activeClient } from '../../../../../shared/model/active-client.ts';
import type { Key } from '../../../../../shared/model/key.ts';
import type { Client, Workspace } from '../../../../../shared/model/workspace.ts';
import { constraintOf, presentsAnyway } from '../../../../../shared/oauth/dpop/sender-constraint.ts';

/** In a sentence, for whoever meets it for the first time. */
export function explainConstraint(client: Client): string {
  switch (constraintOf(client)) {
    case 'none':
      return 'Anyone who has a bearer token can use it, like cash (RFC 6750).';
    case 'dpop':
      return 'The token works only with a key that stays here. Each request carries a proof signed with it (RFC 9449).';
    case 'mtls':
      return presentsAnyway(client)
        ? 'The client already presents its certificate. The server decides whether it binds the token to it (RFC 8705 §3).'
        : 'The token works only over connections that present the same certificate (RFC 8705 §3).';
  }
}

/** On one line, to know without opening it. */
export function describeConstraint(workspace: Workspace): string {
  const client = activeClient(workspace);
  const nameOf = (keyId: string | null | undefined) =>
    nameKey(workspace.keys?.find(({ id }) => id === keyId));
  switch (constraintOf(client)) {
    case 'none':
      return 'off, bearer token';
    case 'dpop':
      return `DPoP · ${nameOf(client.dpop?.keyId)} · ${client.dpop?.algorithm ?? ''}`;
    case 'mtls':
      return `mTLS · certificate of ${nameOf(client.certificateKeyId)}`;
  }
}

function nameKey(key: Key | undefined): string {
  if (!key) return 'no key yet';
  return `“${key.name || 'a key without a name'}”`;
}
