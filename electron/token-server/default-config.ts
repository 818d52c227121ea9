import type { TokenServerConfig } from '../../shared/token-server/config.ts';
import { hashSecret } from './clients/secret-hash.ts';

/** The tutorial's published secret: it protects only the demo. */
export const DEMO_CLIENT_SECRET = 'Secr3t!';

const DEMO_SCOPES = ['read', 'write'];
/** Seconds: as in the tutorial's response, and short enough to watch a token expire. */
const TUTORIAL_LIFETIME = 299;
const SHORT_LIFETIME = 5;

/** The initial configuration: the tutorial's client, and one with very short-lived tokens. */
export async function createDefaultConfig(): Promise<TokenServerConfig> {
  const [hash, shortLivedHash] = await Promise.all([
    hashSecret(DEMO_CLIENT_SECRET),
    hashSecret(DEMO_CLIENT_SECRET),
  ]);
  return {
    scheme: 'https',
    port: 8443,
    clients: [
      {
        clientId: 'server',
        description: 'The client of the tutorial',
        authentication: { method: 'secret', hash },
        scopes: DEMO_SCOPES,
        tokenLifetime: TUTORIAL_LIFETIME,
      },
      {
        clientId: 'short-lived',
        description: 'Its tokens expire after 5 seconds',
        authentication: { method: 'secret', hash: shortLivedHash },
        scopes: DEMO_SCOPES,
        tokenLifetime: SHORT_LIFETIME,
      },
    ],
  };
}
