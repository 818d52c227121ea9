import { createPrivateKey, type KeyObject, randomUUID } from 'node:crypto';
import { type AppError, appError } from '../../shared/errors.ts';
import type { Key, KeyKind } from '../../shared/model/key.ts';
import { privateKeySecretKey } from '../../shared/model/secret-keys.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { describeKey } from '../exchange/tls/certificate-info.ts';
import { type SecretStore, secretKey } from '../storage/secret-store.ts';
import { generateKey } from './keys/generate-key.ts';
import { publicJwkOf } from './keys/public-jwk.ts';

export interface KeyServiceOptions {
  readonly secrets: Pick<SecretStore, 'get' | 'set'>;
  readonly now: () => number;
}

/**
 * The workspaces' key pairs. The public halves are in `Workspace.keys`, which the window keeps; the private ones go
 * into the secret store here and are given out to signing and handshakes alone.
 */
export class KeyService {
  readonly #options: KeyServiceOptions;

  constructor(options: KeyServiceOptions) {
    this.#options = options;
  }

  /** Makes a key pair for a workspace that is to be saved with it. */
  async generate(
    workspaceId: string,
    { name, kind }: { readonly name: string; readonly kind: KeyKind },
  ): Promise<Result<Key, AppError>> {
    const privateKey = await generateKey(kind);
    return this.#keep(workspaceId, privateKey, { name, origin: 'generated' });
  }

  /** Fails with `key.missing` where the private half is not on this machine, else as the secret store does. */
  async privateKey(workspaceId: string, keyId: string): Promise<Result<KeyObject, AppError>> {
    const pem = await this.#options.secrets.get(secretKey(workspaceId, privateKeySecretKey(keyId)));
    if (!pem.ok) return pem;
    return pem.value === null ? err(missing()) : ok(createPrivateKey(pem.value));
  }

  async #keep(
    workspaceId: string,
    privateKey: KeyObject,
    { name, origin }: Pick<Key, 'name' | 'origin'>,
  ): Promise<Result<Key, AppError>> {
    const id = randomUUID();
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const kept = await this.#options.secrets.set(secretKey(workspaceId, privateKeySecretKey(id)), pem);
    if (!kept.ok) return kept;
    return ok({
      id,
      name,
      publicJwk: await publicJwkOf(privateKey),
      description: describeKey(privateKey),
      certificates: [],
      createdAt: this.#options.now(),
      origin,
    });
  }
}

function missing(): AppError {
  return appError('key.missing', 'The private half of this key is not on this computer.', {
    nextStep: 'Import the key again, or make a new one and register its public half at the server.',
  });
}
