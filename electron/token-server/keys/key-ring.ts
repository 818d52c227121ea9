import type { SigningAlgorithm } from '../../../shared/token-server/jwt-token.ts';
import { createKeptFiles } from '../certificates/kept-files.ts';
import { KEY_FILE, readKeyFile, writeKeyFile } from './key-file.ts';
import { readSigningKey, type SigningKey } from './signing-key.ts';

/** The signing keys: generated on first use, stored, rotated on demand. */
export interface KeyRing {
  /** Reads the stored keys. Rejects with the platform's error if the folder cannot be read. */
  load(): Promise<void>;
  /** The signing key for this algorithm, generated if necessary. */
  active(algorithm: SigningAlgorithm): Promise<SigningKey>;
  /** A published key. */
  find(kid: string): SigningKey | undefined;
  /** The key set (RFC 7517 §5), as JSON. */
  readonly jwks: string;
  /** Removes expired keys from the key set. */
  sweep(): void;
  /** Signs with new keys from now on; the old ones stay published for `overlapMs`. */
  rotate(overlapMs: number): Promise<void>;
  /** Messages for the user: a damaged file was set aside. */
  readonly notices: readonly string[];
}

export interface KeyRingOptions {
  readonly folder: string;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

export function createKeyRing({ clock, folder }: KeyRingOptions): KeyRing {
  const files = createKeptFiles(folder);
  const notices: string[] = [];
  let byKid: ReadonlyMap<string, SigningKey> = new Map();
  const active = new Map<SigningAlgorithm, SigningKey>();
  /** Several first requests may run concurrently. */
  const underWay = new Map<SigningAlgorithm, Promise<SigningKey>>();
  let jwks = '';

  function adopt(next: readonly SigningKey[]): void {
    byKid = new Map(next.map((key) => [key.kid, key]));
    active.clear();
    for (const key of next) if (key.kept.publishedUntil === null) active.set(key.algorithm, key);
    jwks = JSON.stringify({ keys: next.map(({ publicJwk }) => publicJwk) });
  }

  const isNeeded = ({ kept }: SigningKey) => kept.publishedUntil === null || clock() < kept.publishedUntil;

  /** The file's content, which another process may have changed. */
  async function readKept(): Promise<readonly SigningKey[]> {
    const read = await readKeyFile(files);
    if ('keys' in read) return read.keys;
    const aside = await files.setAside([KEY_FILE]);
    notices.push(
      `The signing keys in ${folder} could not be used (${read.damage}). Their file was kept as ` +
        `${aside.join()}, and new keys are made: JWT access tokens issued before are no longer valid.`,
    );
    return [];
  }

  async function keep(next: readonly SigningKey[]): Promise<void> {
    const needed = next.filter(isNeeded);
    await writeKeyFile(
      files,
      needed.map(({ kept }) => kept),
    );
    adopt(needed);
  }

  /** Loaded only to generate a key: reading needs only Node. */
  async function make(algorithm: SigningAlgorithm): Promise<SigningKey> {
    const { makeSigningKey } = await import('./make-signing-key.ts');
    return readSigningKey(await makeSigningKey(algorithm, clock()));
  }

  function makeFirst(algorithm: SigningAlgorithm): Promise<SigningKey> {
    return files.exclusively(async () => {
      const kept = await readKept();
      const isActive = (key: SigningKey) => key.algorithm === algorithm && key.kept.publishedUntil === null;
      const already = kept.find(isActive);
      const key = already ?? (await make(algorithm));
      if (already === undefined) await keep([...kept, key]);
      else adopt(kept);
      return key;
    });
  }

  adopt([]);
  return {
    notices,
    get jwks() {
      return jwks;
    },
    find: (kid) => byKid.get(kid),
    async load() {
      const read = await readKeyFile(files);
      const kept = 'keys' in read ? read.keys : await files.exclusively(readKept);
      adopt(kept.filter(isNeeded));
    },
    async active(algorithm) {
      const known = active.get(algorithm);
      if (known !== undefined) return known;
      let making = underWay.get(algorithm);
      if (making === undefined) {
        making = makeFirst(algorithm).finally(() => underWay.delete(algorithm));
        underWay.set(algorithm, making);
      }
      return making;
    },
    sweep() {
      const kept = [...byKid.values()];
      if (!kept.every(isNeeded)) adopt(kept.filter(isNeeded));
    },
    rotate: (overlapMs) =>
      files.exclusively(async () => {
        const publishedUntil = clock() + overlapMs;
        const next: SigningKey[] = [];
        for (const key of await readKept()) {
          if (key.kept.publishedUntil !== null) next.push(key);
          else next.push({ ...key, kept: { ...key.kept, publishedUntil } }, await make(key.algorithm));
        }
        await keep(next);
      }),
  };
}
