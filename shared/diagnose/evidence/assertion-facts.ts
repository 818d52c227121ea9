import { assertUnreachable } from '../../errors.ts';
import type { AssertionFault, AssertionSettings } from '../../model/client.ts';
import { EXPLICIT_TYPE, PLAIN_TYPE } from '../../model/default-assertion.ts';
import { assertionAudience, assertionOf } from '../../oauth/client-authentication/assertion.ts';
import { usesAssertion } from '../../oauth/methods/methods.ts';
import type { FindingAction } from '../finding.ts';
import { quote } from '../quote.ts';
import type { Evidence } from './evidence.ts';
import { seenError } from './refusal-facts.ts';

/** What a fault makes wrong, as a sentence. */
export function describeFault(fault: AssertionFault): string {
  switch (fault) {
    case 'wrong-audience':
      return 'Its aud names another server.';
    case 'second-audience':
      return 'Its aud also names another server.';
    case 'wrong-type':
      return 'Its typ is that of an access token.';
    case 'expired':
      return 'Its exp is an hour ago.';
    case 'not-yet-valid':
      return 'Its nbf and iat are an hour from now.';
    case 'reused-jti':
      return 'Its jti is the one of the assertion before.';
    case 'wrong-subject':
      return 'Its sub is not the client id.';
    case 'wrong-key':
      return 'It is signed with a key that nobody knows.';
    default:
      return assertUnreachable(fault);
  }
}

/** How the assertion was made, where the form made it; null for one that was put into the body by hand. */
export function settingsOf({ client, workspace }: Evidence): AssertionSettings | null {
  const isMade = usesAssertion(client.authMethod) && workspace.request.rawBody === null;
  return isMade ? assertionOf(client) : null;
}

/** The action in a list, where the form can do it. */
export function ifMade(facts: Evidence, ...actions: readonly (FindingAction | null)[]): FindingAction[] {
  return settingsOf(facts) ? actions.filter((action) => action !== null) : [];
}

/** The audience that was not tried, where there is one: servers take the issuer, or the token endpoint, or both. */
export function otherAudience({
  workspace,
}: Evidence): Extract<FindingAction, { kind: 'switch-audience' }> | null {
  const { from } = assertionAudience(workspace);
  if (from !== 'token-endpoint') return { kind: 'switch-audience', to: 'token-endpoint' };
  const knowsIssuer = assertionAudience(withAudience(workspace, 'issuer')).from === 'issuer';
  return knowsIssuer ? { kind: 'switch-audience', to: 'issuer' } : null;
}

/** The header's `typ` that was not tried: RFC 10070's, or the one before it. */
export function otherAssertionType({ sent }: Evidence): string {
  return sent.assertion?.header.typ === EXPLICIT_TYPE ? PLAIN_TYPE : EXPLICIT_TYPE;
}

function withAudience(workspace: Evidence['workspace'], audience: 'issuer'): Evidence['workspace'] {
  return {
    ...workspace,
    clients: workspace.clients.map((client) => ({
      ...client,
      assertion: { ...assertionOf(client), audience },
    })),
  };
}

/** What the server said, and what the assertion said there. */
export function seenIn(facts: Evidence, claim: string, from: 'header' | 'claims' = 'claims'): string {
  const value = facts.sent.assertion?.[from][claim];
  const said =
    value === undefined
      ? `no ${claim}`
      : `${claim} ${quote(typeof value === 'string' ? value : JSON.stringify(value))}`;
  return seenAnd(facts, `The assertion has ${said}.`);
}

/** What the server said, and a sentence more. */
export function seenAnd(facts: Evidence, more: string): string {
  return `${seenError(facts).replace(/\.$/, '')}. ${more}`;
}

/** The codes with which servers refuse an assertion: RFC 7521 §4.2.1 has one, servers have others. */
const REFUSALS = ['invalid_client', 'unauthorized_client', 'invalid_request', 'invalid_grant'];

/** What the server says of an assertion that it refused; null where it refused something else, or nothing. */
export function refusalWords({ sent, outcome }: Evidence): string | null {
  if (!sent.byAssertion || outcome?.kind !== 'error' || !REFUSALS.includes(outcome.error)) return null;
  return outcome.description ?? '';
}
