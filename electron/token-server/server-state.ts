import type { ServerRules, Targets } from '../../shared/token-server/config.ts';
import type { TokenDeviation } from '../../shared/token-server/faults.ts';
import type { Preset } from '../../shared/token-server/presets.ts';
import type { TokenServerEndpoints } from '../../shared/token-server/state.ts';
import type { ClientRegistry } from './clients/client-registry.ts';
import type { KeySets } from './clients/key-sets.ts';
import type { SecretChecker } from './clients/secret-checker.ts';
import type { SecretVault } from './clients/secret-vault.ts';
import type { Nonces } from './dpop/nonces.ts';
import type { KeyRing } from './keys/key-ring.ts';
import type { ServerPaths } from './paths.ts';
import type { ReplayMemory } from './proofs/replay-memory.ts';
import type { TokenStore } from './tokens/token-store.ts';

/** What of the state lives on when the configuration changes. */
export interface StateParts {
  readonly secrets: SecretChecker;
  readonly tokens: TokenStore;
  readonly keys: KeyRing;
  readonly vault: SecretVault;
  /** Of clients, found at their addresses. */
  readonly keySets: KeySets;
  /** A nonce of one is not valid at the other (RFC 9449 §8, §9). */
  readonly nonces: Readonly<Record<'server' | 'api', Nonces>>;
  /** DPoP proofs and assertions that are good once. */
  readonly proofsSeen: ReplayMemory;
  readonly assertionsSeen: ReplayMemory;
  /** Base URLs of this process: tokens issued for the demo API stay valid when the server moves to another port. */
  readonly apiOrigins: Set<string>;
}

/**
 * All that an endpoint knows. Replaced as a whole when the configuration changes, so that one request never sees
 * half of a change; the tokens and what is known of secrets live on in the next one.
 */
export interface ServerState extends StateParts {
  readonly endpoints: TokenServerEndpoints;
  readonly paths: ServerPaths;
  /** The server that this one stands in for. */
  readonly preset: Preset;
  readonly targets: Targets;
  readonly clients: ClientRegistry;
  /** How strictly the protocol is taken. */
  readonly rules: ServerRules;
  /** Whether clients are asked for certificates, at this port or at another. */
  readonly asksForCertificates: boolean;
  /** What is to be wrong with tokens issued now: set for a request that a fault has hit. */
  readonly deviation: TokenDeviation | null;
  /** Documents that follow the configuration, made once per change. */
  readonly documents: ServerDocuments;
}

export interface ServerDocuments {
  readonly metadata: string;
  readonly index: string;
}
