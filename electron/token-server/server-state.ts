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

/** What survives a configuration change. */
export interface StateParts {
  readonly secrets: SecretChecker;
  readonly tokens: TokenStore;
  readonly keys: KeyRing;
  readonly vault: SecretVault;
  /** Clients' key sets, fetched by URL. */
  readonly keySets: KeySets;
  /** A nonce for one is not valid for the other (RFC 9449 §8, §9). */
  readonly nonces: Readonly<Record<'server' | 'api', Nonces>>;
  /** DPoP proofs and assertions already used. */
  readonly proofsSeen: ReplayMemory;
  readonly assertionsSeen: ReplayMemory;
  /** Base URLs of this process: tokens for the demo API stay valid when the server moves to another port. */
  readonly apiOrigins: Set<string>;
}

/**
 * Everything an endpoint can access. Replaced as a whole on a configuration change, so that no request sees half of it.
 * Tokens and verified secrets are carried over.
 */
export interface ServerState extends StateParts {
  readonly endpoints: TokenServerEndpoints;
  readonly paths: ServerPaths;
  /** The server to imitate. */
  readonly preset: Preset;
  readonly targets: Targets;
  readonly clients: ClientRegistry;
  /** How strict the server is. */
  readonly rules: ServerRules;
  /** Whether client certificates are requested, at this port or another. */
  readonly asksForCertificates: boolean;
  /** The fault in tokens issued now: set for a request that a fault affects. */
  readonly deviation: TokenDeviation | null;
  /** Documents that depend on the configuration, built once per change. */
  readonly documents: ServerDocuments;
}

export interface ServerDocuments {
  readonly metadata: string;
  readonly index: string;
}
