import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type AppError, appError } from '../../../shared/errors.ts';
import type { SecretStorage } from '../../../shared/ipc/secret-status.ts';
import { secretKey, secretsOf } from '../../../shared/model/secret-keys.ts';
import type { SavedWorkspace } from '../../../shared/model/workspace.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { originsShownWith } from '../../../shared/trust/destinations.ts';
import { DocumentStore } from './document-store.ts';
import { type Keychain, PROBE_PACE, type ProbePace, probeKeychain } from './keychain.ts';
import { migrateSecrets } from './migrate-secrets.ts';
import { noteSecretRead } from './secret-reads.ts';
import { type StoredSecret, StoredSecretSchema } from './stored-secret.ts';

const SecretsSchema = z.record(z.string(), StoredSecretSchema);
const FormerSecretsSchema = z.record(z.string(), z.string());

/** Replaces the origin for a public secret. */
export const ANY_ORIGIN = '*';

const SALT_BYTES = 18;
const SALT_LENGTH = Buffer.alloc(SALT_BYTES).toString('base64').length;

/** A second more than the window offers undo. */
const UNDO_MS = 11_000;

/** A removed secret, until undo expires. */
interface Removed {
  readonly secret: string | undefined;
  readonly stored: Omit<StoredSecret, 'origins'> | undefined;
  readonly origins: readonly string[];
}

export interface SecretStoreOptions {
  readonly path: string;
  readonly keychain: Keychain;
  readonly pace?: ProbePace;
  /** The saved workspaces: what the form shows beside a secret as the user enters it. */
  readonly workspaces: () => readonly SavedWorkspace[];
  readonly onStorage: (storage: SecretStorage) => void;
  readonly onNotice: (notice: AppError) => void;
}

/**
 * All secrets, each with the origins the user confirmed. On disk only if encrypted by the system keychain; otherwise in
 * memory. During the keychain probe, new secrets work at once and are written afterwards.
 */
export class SecretStore {
  readonly #document: DocumentStore<Record<string, StoredSecret>>;
  readonly #options: SecretStoreOptions;
  readonly #plain = new Map<string, string>();
  /** The file's content after pending writes. Kept even if it cannot be decrypted now. */
  readonly #ciphertext = new Map<string, Omit<StoredSecret, 'origins'>>();
  readonly #origins = new Map<string, readonly string[]>();
  /** Keys whose ciphertext is missing or outdated. */
  readonly #unwritten = new Set<string>();
  readonly #removed = new Map<string, Removed>();
  #storage: SecretStorage = 'checking';
  #settled: Promise<void> = Promise.resolve();

  constructor(options: SecretStoreOptions) {
    this.#options = options;
    this.#document = new DocumentStore(options.path, {
      title: 'Your saved secrets',
      version: 2,
      schema: SecretsSchema,
      migrations: { 1: (data) => migrateSecrets(FormerSecretsSchema.parse(data), options.workspaces()) },
    });
  }

  get storage(): SecretStorage {
    return this.#storage;
  }

  get keys(): readonly string[] {
    return [...new Set([...this.#plain.keys(), ...this.#ciphertext.keys()])];
  }

  /** Secrets to keep out of logs and responses. */
  get knownSecrets(): readonly string[] {
    const removed = [...this.#removed.values()].flatMap(({ secret }) => secret ?? []);
    return [...this.#plain.values(), ...removed];
  }

  /** Reads the file; load the workspaces first. `unlock` contacts the keychain later: it may wait for the user. */
  async load(): Promise<AppError | null> {
    const { value, notice } = await this.#document.load();
    for (const [key, { origins, ...stored }] of Object.entries(value ?? {})) {
      this.#ciphertext.set(key, stored);
      this.#origins.set(key, origins);
    }
    return notice;
  }

  unlock(): Promise<void> {
    this.#settled = this.#openKeychain();
    return this.#settled;
  }

  has(key: string): boolean {
    return this.#plain.has(key) || this.#ciphertext.has(key);
  }

  /** Null if no secret is set. Waits for the keychain only if it must decrypt. */
  async get(key: string): Promise<Result<string | null, AppError>> {
    if (!this.#plain.has(key) && this.#ciphertext.has(key)) await this.#settled;
    const secret = this.#plain.get(key);
    if (secret !== undefined) {
      noteSecretRead(key);
      return ok(secret);
    }
    return this.#ciphertext.has(key) ? err(unavailable()) : ok(null);
  }

  /** Entering a secret confirms the origins that the form shows. A secret generated elsewhere passes its own. */
  async set(
    key: string,
    secret: string,
    origins: readonly string[] = this.#originsShownWith(key),
  ): Promise<Result<null, AppError>> {
    this.#plain.set(key, secret);
    this.#origins.set(key, origins);
    this.#unwritten.add(key);
    if (this.#storage === 'keychain') return this.#persist();
    // The old secret must not return after a restart.
    return this.#storage === 'memory' && this.#ciphertext.delete(key) ? this.#save() : ok(null);
  }

  async clear(keys: readonly string[]): Promise<Result<null, AppError>> {
    let wasStored = false;
    for (const key of keys) {
      this.#plain.delete(key);
      this.#unwritten.delete(key);
      this.#origins.delete(key);
      wasStored = this.#ciphertext.delete(key) || wasStored;
    }
    return wasStored ? this.#save() : ok(null);
  }

  /** Clears a secret, which {@link restore} brings back for ten seconds. */
  async remove(key: string): Promise<Result<null, AppError>> {
    if (!this.has(key)) return ok(null);
    const removed: Removed = {
      secret: this.#plain.get(key),
      stored: this.#ciphertext.get(key),
      origins: this.confirmedOrigins(key),
    };
    this.#removed.set(key, removed);
    setTimeout(() => this.#removed.get(key) === removed && this.#removed.delete(key), UNDO_MS).unref();
    return this.clear([key]);
  }

  /** Undoes {@link remove}, with the origins that were confirmed. A secret entered meanwhile stays. */
  async restore(key: string): Promise<Result<null, AppError>> {
    const removed = this.#removed.get(key);
    this.#removed.delete(key);
    if (!removed || this.has(key)) return ok(null);
    if (removed.secret !== undefined) return this.set(key, removed.secret, removed.origins);
    if (!removed.stored) return ok(null);
    this.#ciphertext.set(key, removed.stored);
    this.#origins.set(key, removed.origins);
    return this.#save();
  }

  /** Whether the user confirmed that the secret may be sent to this origin. */
  isConfirmed(key: string, origin: string): boolean {
    const origins = this.#origins.get(key) ?? [];
    return origins.includes(origin) || origins.includes(ANY_ORIGIN);
  }

  confirmedOrigins(key: string): readonly string[] {
    return this.#origins.get(key) ?? [];
  }

  async confirm(keys: readonly string[], origin: string): Promise<Result<null, AppError>> {
    for (const key of keys) this.#origins.set(key, [...this.confirmedOrigins(key), origin]);
    return keys.some((key) => this.#ciphertext.has(key)) ? this.#save() : ok(null);
  }

  flush(): Promise<void> {
    return this.#document.flush();
  }

  async #openKeychain(): Promise<void> {
    const { keychain, onStorage, pace = PROBE_PACE } = this.#options;
    const { isAvailable, late } = await probeKeychain(keychain, pace);
    if (isAvailable) return this.#switchToKeychain();
    this.#storage = 'memory';
    onStorage(this.#storage);
    void late?.then((answer) => (answer ? this.#switchToKeychain() : undefined));
  }

  async #switchToKeychain(): Promise<void> {
    const { onNotice, onStorage } = this.#options;
    await this.#decryptAll();
    this.#storage = 'keychain';
    const result = await this.#persist();
    if (!result.ok) onNotice(result.error);
    onStorage(this.#storage);
  }

  async #decryptAll(): Promise<void> {
    for (const [key, { ciphertext, salted }] of this.#ciphertext) {
      try {
        const { text, isOutdated } = await this.#options.keychain.decrypt(Buffer.from(ciphertext, 'base64'));
        // A secret set or cleared meanwhile is newer.
        if (this.#plain.has(key) || !this.#ciphertext.has(key)) continue;
        this.#plain.set(key, salted ? text.slice(SALT_LENGTH) : text);
        if (isOutdated || !salted) this.#unwritten.add(key);
      } catch {
        // Encrypted by another user's or machine's keychain: `get` reports that on use.
      }
    }
  }

  /** Encrypts pending secrets and writes the file. */
  async #persist(): Promise<Result<null, AppError>> {
    if (this.#unwritten.size === 0) return ok(null);
    for (const key of this.#unwritten) {
      const secret = this.#plain.get(key);
      if (secret === undefined) continue;
      try {
        // On Linux, Chromium encrypts deterministically: a random prefix changes every block.
        const salt = randomBytes(SALT_BYTES).toString('base64');
        const ciphertext = await this.#options.keychain.encrypt(salt + secret);
        // Changed while this one was encrypted: the later change writes it.
        if (this.#plain.get(key) !== secret) continue;
        this.#ciphertext.set(key, { ciphertext: ciphertext.toString('base64'), salted: true });
        this.#unwritten.delete(key);
      } catch (cause) {
        return err(notEncrypted(cause));
      }
    }
    return this.#save();
  }

  #save(): Promise<Result<null, AppError>> {
    const stored: Record<string, StoredSecret> = {};
    for (const [key, secret] of this.#ciphertext) {
      stored[key] = { ...secret, origins: [...this.confirmedOrigins(key)] };
    }
    return this.#document.save(stored);
  }

  #originsShownWith(key: string): readonly string[] {
    for (const workspace of this.#options.workspaces()) {
      const owner = secretsOf(workspace).find(({ name }) => secretKey(workspace.id, name) === key);
      if (owner) return originsShownWith(owner.kind, workspace);
    }
    return [];
  }
}

function unavailable(): AppError {
  return appError(
    'storage.secret-unavailable',
    'This client’s secret is saved, but the system’s keychain does not give it out.',
    {
      nextStep: 'Unlock the keychain and start Credence again, or enter the secret again.',
    },
  );
}

function notEncrypted(cause: unknown): AppError {
  return appError('storage.secret-unavailable', 'The system’s keychain could not encrypt the secret.', {
    nextStep: 'It is kept in memory until Credence ends. Enter it again after the next start.',
    detail: cause instanceof Error ? cause.message : String(cause),
  });
}
