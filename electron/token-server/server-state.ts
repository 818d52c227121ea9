import type { TokenDeviation } from '../../shared/token-server/faults.ts';
import type { TokenServerEndpoints } from '../../shared/token-server/state.ts';
import type { ClientRegistry } from './clients/client-registry.ts';
import type { SecretChecker } from './clients/secret-checker.ts';
import type { KeyRing } from './keys/key-ring.ts';
import type { TokenStore } from './tokens/token-store.ts';

/**
 * All that an endpoint knows. Replaced as a whole when the configuration changes, so that one request never sees
 * half of a change; the tokens and what is known of secrets live on in the next one.
 */
export interface ServerState {
  readonly endpoints: TokenServerEndpoints;
  readonly clients: ClientRegistry;
  readonly secrets: SecretChecker;
  readonly tokens: TokenStore;
  readonly keys: KeyRing;
  /** What is to be wrong with tokens issued now: set for a request that a fault has hit. */
  readonly deviation: TokenDeviation | null;
  /** Documents that follow the configuration, made once per change. */
  readonly documents: ServerDocuments;
}

export interface ServerDocuments {
  readonly metadata: string;
  readonly index: string;
}
