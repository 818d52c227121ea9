import { type KeyObject, randomUUID } from 'node:crypto';
import { type AppError, appError } from '../../../shared/errors.ts';
import type { Input } from '../../../shared/ipc/inputs.ts';
import type { Key, KeyDetails, KeyKind } from '../../../shared/model/key.ts';
import { privateKeySecretKey, secretKey } from '../../../shared/model/secret-keys.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { describeKey as describeKind } from '../exchange/tls/certificate-info.ts';
import type { SecretStore } from '../storage/secret-store.ts';
import { readChain } from './import/order-chain.ts';
import { readKey } from './import/read-key.ts';
import { describeKey, publicKeyOf } from './keys/describe-key.ts';
import { generateKey } from './keys/generate-key.ts';
import { type KeyFile, KeyFiles } from './keys/key-files.ts';
import { type CertificateSubject, makeCertificate, makeCertificateRequest } from './keys/make-certificate.ts';
import { publicJwkOf } from './keys/public-jwk.ts';
import { readPrivateKey } from './private-keys.ts';

export interface KeyServiceOptions {
  readonly secrets: Pick<SecretStore, 'get' | 'set'>;
  /** Opens the file dialog; null if the user cancelled. */
  readonly chooseFile: () => Promise<string | null>;
  readonly now: () => number;
}

/**
 * The workspaces' key pairs. Public keys are in `Workspace.keys`, which the window holds. Private keys go into the
 * secret store and are used only for signing and TLS handshakes.
 */
export class KeyService {
  readonly #options: KeyServiceOptions;
  readonly #files: KeyFiles;

  constructor(options: KeyServiceOptions) {
    this.#options = options;
    this.#files = new KeyFiles(options.chooseFile);
  }

  /** Generates a key pair, to be saved with the workspace. */
  async generate(
    workspaceId: string,
    { name, kind }: { readonly name: string; readonly kind: KeyKind },
  ): Promise<Result<Key, AppError>> {
    return this.#keep(workspaceId, await generateKey(kind), { name, origin: 'generated' });
  }

  openFile(): Promise<Result<{ file: KeyFile | null }, AppError>> {
    return this.#files.open();
  }

  /** Imports an existing key. Fails as `readKey` does. */
  async import(
    workspaceId: string,
    { source, certificates, passphrase, name }: Omit<Input<'key.import'>, 'workspaceId'>,
  ): Promise<Result<Key, AppError>> {
    const content =
      source.kind === 'text' ? ok(Buffer.from(source.text, 'utf8')) : this.#files.contentOf(source.id);
    if (!content.ok) return content;
    const read = await readKey(content.value, { passphrase, certificates });
    if (!read.ok) return read;
    const { privateKey, ...found } = read.value;
    const kept = await this.#keep(workspaceId, privateKey, {
      name: name || (found.name ?? describeKind(privateKey)),
      origin: 'imported',
      certificates: [...found.certificates],
      kid: found.kid,
    });
    if (kept.ok && source.kind === 'file') this.#files.forget(source.id);
    return kept;
  }

  /** Fails with `key.unusable` if the public key is damaged. */
  async describe(key: Key): Promise<Result<KeyDetails, AppError>> {
    try {
      return ok(await describeKey(key));
    } catch (cause) {
      return err(damaged(key, cause));
    }
  }

  async certify(
    workspaceId: string,
    key: Key,
    { days, ...subject }: CertificateSubject & { readonly days: number },
  ): Promise<Result<Key, AppError>> {
    const now = this.#options.now();
    const made = await this.#sign(workspaceId, key, (privateKey) =>
      makeCertificate(privateKey, { ...subject, days, now }),
    );
    return made.ok ? ok({ ...key, certificates: [made.value] }) : made;
  }

  async requestCertificate(
    workspaceId: string,
    key: Key,
    subject: CertificateSubject,
  ): Promise<Result<{ pem: string }, AppError>> {
    const made = await this.#sign(workspaceId, key, (privateKey) =>
      makeCertificateRequest(privateKey, subject),
    );
    return made.ok ? ok({ pem: made.value }) : made;
  }

  /** Replaces the key's certificates; empty text removes them. */
  async setCertificates(key: Key, text: string): Promise<Result<Key, AppError>> {
    const publicKey = readPublicHalf(key);
    if (!publicKey.ok) return publicKey;
    const chain = readChain(text, publicKey.value);
    return chain.ok ? ok({ ...key, certificates: [...chain.value] }) : chain;
  }

  async #sign(
    workspaceId: string,
    { id }: Key,
    make: (privateKey: KeyObject) => Promise<string>,
  ): Promise<Result<string, AppError>> {
    const privateKey = await readPrivateKey(this.#options.secrets, workspaceId, id);
    if (!privateKey.ok) return privateKey;
    try {
      return ok(await make(privateKey.value));
    } catch (cause) {
      // The library validates names only when it encodes them.
      return err(badSubject(cause));
    }
  }

  async #keep(
    workspaceId: string,
    privateKey: KeyObject,
    {
      name,
      origin,
      certificates = [],
      kid = null,
    }: Pick<Key, 'name' | 'origin'> & { certificates?: Key['certificates']; kid?: string | null },
  ): Promise<Result<Key, AppError>> {
    const id = randomUUID();
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const kept = await this.#options.secrets.set(secretKey(workspaceId, privateKeySecretKey(id)), pem);
    if (!kept.ok) return kept;
    return ok({
      id,
      name: name.slice(0, 200),
      publicJwk: await publicJwkOf(privateKey, kid),
      description: describeKind(privateKey),
      certificates,
      createdAt: this.#options.now(),
      origin,
    });
  }
}

function readPublicHalf(key: Key): Result<KeyObject, AppError> {
  try {
    return ok(publicKeyOf(key));
  } catch (cause) {
    return err(damaged(key, cause));
  }
}

function damaged({ name }: Key, cause: unknown): AppError {
  return appError('key.unusable', `The key “${name}” is damaged.`, {
    nextStep: 'Delete it, and import or make it again.',
    detail: cause instanceof Error ? cause.message : String(cause),
  });
}

function badSubject(cause: unknown): AppError {
  return appError('config.invalid', 'No certificate can be made with this subject or these names.', {
    nextStep:
      'Write the subject as CN=server, O=Example; put a backslash before a comma within a value. Names are host names, addresses, URIs or mail addresses.',
    detail: cause instanceof Error ? cause.message : String(cause),
  });
}
