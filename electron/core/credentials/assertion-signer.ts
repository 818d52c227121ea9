import { type KeyObject, randomUUID } from 'node:crypto';
import { type AppError, appError } from '../../../shared/errors.ts';
import { activeClient } from '../../../shared/model/active-client.ts';
import type { AssertionSettings } from '../../../shared/model/client.ts';
import type { Key } from '../../../shared/model/key.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import {
  type AssertionKey,
  assertionOf,
  buildAssertion,
} from '../../../shared/oauth/client-authentication/assertion.ts';
import { algorithmsOf } from '../../../shared/oauth/jwt/key-algorithms.ts';
import { methodOf } from '../../../shared/oauth/methods/methods.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { thumbprintsOf } from './certificate-thumbprints.ts';
import { readPrivateKey } from './private-keys.ts';
import type { SecretSource } from './secret-source.ts';
import { signJwt, strangersKey } from './sign-jwt.ts';

export interface AssertionSignerOptions {
  readonly secrets: SecretSource;
  readonly now: () => number;
}

interface Signer {
  readonly named: AssertionKey;
  readonly key: KeyObject | Uint8Array;
}

/** Signs client assertions (RFC 7523), a new one for every request. */
export class AssertionSigner {
  readonly #options: AssertionSignerOptions;
  /** `jti` of each client's last assertion, for tests that replay it. */
  readonly #lastJti = new Map<string, string>();

  constructor(options: AssertionSignerOptions) {
    this.#options = options;
  }

  /** Null if the method uses no assertion, or its secret or key is not set yet. */
  async sign(
    workspace: Workspace,
    secret: string | null,
    use: 'send' | 'show',
  ): Promise<Result<string | null, AppError>> {
    const client = activeClient(workspace);
    const settings = assertionOf(client);
    const signer = await this.#findSigner(workspace, settings, secret);
    if (!signer.ok) return signer;
    if (signer.value === null) return ok(null);
    const { named, key } = signer.value;
    const owner = `${workspace.id}/${client.id}`;
    const last = settings.fault === 'reused-jti' ? this.#lastJti.get(owner) : undefined;
    const jti = last ?? randomUUID();
    const parts = buildAssertion(workspace, named, { now: this.#options.now(), jti });
    if (!parts.ok) return parts;
    if (use === 'send') this.#lastJti.set(owner, jti);
    const used = settings.fault === 'wrong-key' ? await strangersKey(named.algorithm) : key;
    return ok(await signJwt(parts.value, used));
  }

  async #findSigner(
    workspace: Workspace,
    { keyId, macAlgorithm, signatureAlgorithm }: AssertionSettings,
    secret: string | null,
  ): Promise<Result<Signer | null, AppError>> {
    switch (methodOf(activeClient(workspace)).assertion) {
      case 'secret': {
        if (!secret) return ok(null);
        // OpenID Connect Core §10.1: the secret's UTF-8 bytes are the key.
        const named = { algorithm: macAlgorithm, kid: null, x5t: null, x5tS256: null };
        return ok({ named, key: Buffer.from(secret, 'utf8') });
      }
      case 'key': {
        const key = workspace.keys?.find(({ id }) => id === keyId);
        if (!key) return ok(null);
        if (!algorithmsOf(key).includes(signatureAlgorithm)) return err(cannotSign(key, signatureAlgorithm));
        const privateKey = await readPrivateKey(this.#options.secrets, workspace.id, key.id);
        if (!privateKey.ok) return privateKey;
        const { kid } = key.publicJwk;
        const thumbprints = thumbprintsOf(key.certificates[0]);
        return ok({
          named: {
            algorithm: signatureAlgorithm,
            kid: typeof kid === 'string' ? kid : null,
            x5t: thumbprints?.x5t ?? null,
            x5tS256: thumbprints?.x5tS256 ?? null,
          },
          key: privateKey.value,
        });
      }
      case null:
        return ok(null);
    }
  }
}

function cannotSign(key: Key, algorithm: string): AppError {
  const possible = algorithmsOf(key);
  return appError(
    'config.invalid',
    `The key “${key.name}” (${key.description}) cannot sign with ${algorithm}.`,
    {
      nextStep:
        possible.length > 0
          ? `Choose ${possible.join(' or ')} as the algorithm, or another key.`
          : 'Choose another key.',
    },
  );
}
