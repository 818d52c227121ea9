import { assertUnreachable } from '../errors.ts';
import type { AssertionFault } from '../model/client.ts';

/** What a fault makes wrong, as a sentence. */
export function describeFault(fault: AssertionFault): string {
  switch (fault) {
    case 'wrong-audience':
      return 'Its aud names another server.';
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
