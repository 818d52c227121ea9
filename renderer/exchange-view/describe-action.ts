import type { FindingAction } from '../../shared/diagnose/finding.ts';
import { assertUnreachable } from '../../shared/errors.ts';
import type { FindingOrigin } from '../state/actions/finding-actions.ts';
import { formatDuration } from '../ui/format-duration.ts';

/**
 * The label of an action's button. Actions run the request again, and their labels say so, except those that only open
 * something.
 */
export function describeAction(action: FindingAction, origin: FindingOrigin): string {
  switch (action.kind) {
    case 'switch-basic-encoding':
      return action.to === 'raw'
        ? 'Send raw Basic credentials and retry'
        : 'Send form-encoded Basic credentials and retry';
    case 'switch-auth-method':
      return `Use ${action.to} and retry`;
    case 'drop-scopes':
      return `Retry without ${listScopes(action.scopes)}`;
    case 'add-scopes':
      return origin === 'api'
        ? `Get a token with ${listScopes(action.scopes)} and retry`
        : `Ask for ${listScopes(action.scopes)} and retry`;
    case 'add-resource':
      return `Get a token for ${action.resource} and retry`;
    case 'drop-targets':
      return `Retry without ${action.targets.join(' and ')}`;
    case 'drop-authorization-details':
      return 'Retry without authorization_details';
    case 'use-url':
      return `Use ${action.url} and retry`;
    case 'trust-ca':
      return `Trust “${action.name}” for this workspace and retry`;
    case 'trust-ca-everywhere':
      return 'Trust it for all workspaces and retry';
    case 'pin-certificate':
      return `Pin this certificate for ${action.host} and retry`;
    case 'verification-off':
      return 'Turn TLS verification off and retry';
    case 'start-token-server':
      return 'Start the token server and retry';
    case 'raise-time-limit':
      return `Wait up to ${formatDuration(action.toMs)} and retry`;
    case 'use-dpop':
      return origin === 'api' ? 'Get a token bound to a key and retry' : 'Use DPoP and retry';
    case 'drop-dpop':
      return origin === 'api' ? 'Get a bearer token and retry' : 'Retry without DPoP';
    case 'new-proof-key':
      return `Generate a key for ${action.algorithm} and retry`;
    case 'mend-proof':
      return 'Retry with a correct proof';
    case 'switch-audience':
      return `Set the assertion’s aud to the ${action.to === 'issuer' ? 'issuer' : 'token endpoint'} and retry`;
    case 'switch-assertion-type':
      return `Use the type ${action.to} and retry`;
    case 'shorten-assertion':
      return `Shorten the assertion’s lifetime to ${action.toSeconds} s and retry`;
    case 'name-key':
      return 'Name the key by its kid and retry';
    case 'mend-assertion':
      return 'Retry with a correct assertion';
    case 'present-certificate':
      return `Present the certificate of “${action.name}” and retry`;
    case 'choose-key':
      return action.use === 'certificate' ? 'Choose a certificate…' : 'Show keys…';
    case 'new-token-and-retry':
      return 'Get a new token and retry';
    case 'retry':
      return 'Retry';
    default:
      return assertUnreachable(action);
  }
}

function listScopes(scopes: readonly string[]): string {
  return `${scopes.length === 1 ? 'scope' : 'scopes'} ${scopes.join(' ')}`;
}
