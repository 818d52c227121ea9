import { activeClient } from '../../../../../shared/model/active-client.ts';
import type { AssertionFault } from '../../../../../shared/model/client.ts';
import { EXPLICIT_TYPE } from '../../../../../shared/model/default-assertion.ts';
import type { Workspace } from '../../../../../shared/model/workspace.ts';
import {
  assertionAudience,
  assertionOf,
  assertionType,
} from '../../../../../shared/oauth/client-authentication/assertion.ts';
import { methodOf } from '../../../../../shared/oauth/methods/methods.ts';

/** What the faults are called in the form. */
export const FAULT_LABELS: Readonly<Record<AssertionFault, string>> = {
  'wrong-audience': 'aud of another server',
  'second-audience': 'aud of a second server',
  'wrong-type': 'typ of an access token',
  expired: 'expired an hour ago',
  'not-yet-valid': 'valid only in an hour',
  'reused-jti': 'reused jti',
  'wrong-subject': 'sub of another client',
  'wrong-key': 'signed with another key',
};

const AUDIENCES = {
  issuer: 'for the issuer',
  'token-endpoint': 'for the token endpoint',
  custom: 'for',
} as const;

/** The assertions of the client in use, on one line. */
export function describeAssertion(workspace: Workspace): string {
  const client = activeClient(workspace);
  const { macAlgorithm, signatureAlgorithm, lifetimeSeconds } = assertionOf(client);
  const typ = assertionType(workspace);
  const { from, value } = assertionAudience(workspace);
  return [
    methodOf(client).assertion === 'secret' ? macAlgorithm : signatureAlgorithm,
    from === 'custom' ? `for ${value || 'nobody'}` : AUDIENCES[from],
    `${lifetimeSeconds} s`,
    ...(typ === EXPLICIT_TYPE ? [] : [typ === '' ? 'no typ' : `typ ${typ}`]),
  ].join(' · ');
}
