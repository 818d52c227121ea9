import { authMethodsOf } from '../../discovery/server-metadata.ts';
import { presentsAnyway } from '../../oauth/dpop/sender-constraint.ts';
import { usesAssertion } from '../../oauth/methods/methods.ts';
import { certificateActions } from '../certificate-actions.ts';
import type { Facts } from '../facts/facts.ts';
import type { FindingAction } from '../finding.ts';
import { quote } from '../quote.ts';

/**
 * What to try for `invalid_client`. Where the two encodings of Basic give different characters for this id or
 * secret (RFC 6749 §2.3.1 against RFC 7617), the other one is the likeliest cure; else another way of sending them.
 */
export function invalidClientNext(facts: Facts): {
  readonly nextStep: string;
  readonly actions: readonly FindingAction[];
} {
  const { sent, client, metadata } = facts;
  if (!sent.basic && !sent.post && sent.byAssertion) {
    return {
      nextStep: `Check the client id ${quote(client.clientId)}, whether this client may authenticate by ${usesAssertion(client.authMethod) ? client.authMethod : 'an assertion'}, and whether the server knows its key.`,
      actions: client.authMethod === 'private_key_jwt' ? [{ kind: 'choose-key', use: 'assertion' }] : [],
    };
  }
  if (!sent.basic && !sent.post && presentsAnyway(client)) {
    return {
      nextStep: `Check the client id ${quote(client.clientId)}, whether this client may authenticate by ${client.authMethod}, and which certificate the server has noted for it.`,
      actions: certificateActions(facts),
    };
  }
  if (!sent.basic && !sent.post) {
    return {
      nextStep: 'No client secret was sent. Choose an authentication method and enter the secret.',
      actions: [],
    };
  }
  if (!sent.hasSecret) {
    return { nextStep: 'The secret that was sent is empty: enter the client secret.', actions: [] };
  }
  if (sent.secret !== null && sent.secret !== sent.secret.trim()) {
    return {
      nextStep: 'The secret begins or ends with white space, perhaps from copying: enter it again.',
      actions: [],
    };
  }
  const to = sent.basic ? 'client_secret_post' : 'client_secret_basic';
  // Where the metadata rules the other way out, offering it would only cost time.
  const offered = !metadata || authMethodsOf(metadata).includes(to);
  const otherMethod: FindingAction[] = offered ? [{ kind: 'switch-auth-method', to }] : [];
  const credentials = `the client id ${quote(sent.clientId ?? client.clientId)} and its secret, which can be reset at the server but never read again.`;
  if (sent.otherBasicEncoding) {
    const encoding = sent.otherBasicEncoding;
    return {
      nextStep:
        encoding === 'raw'
          ? `The id or secret has characters that were form encoded, as the RFC says; many servers expect them raw: try that. Otherwise check ${credentials}`
          : `The id or secret has characters that the RFC wants form encoded, and they were sent raw: try the other encoding (Curity decodes since 10.0). Otherwise check ${credentials}`,
      actions: [{ kind: 'switch-basic-encoding', to: encoding }, ...otherMethod],
    };
  }
  return {
    nextStep: offered
      ? `Check ${credentials} If both are right, send them ${sent.basic ? 'in the body' : 'in the Authorization header'} instead: the server may allow that way only.`
      : `Check ${credentials}`,
    actions: otherMethod,
  };
}
