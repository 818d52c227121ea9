import { type KeyObject, randomBytes } from 'node:crypto';
import type { AppError } from '../../../shared/errors.ts';
import type { ExchangePurpose, HttpRequest } from '../../../shared/http/exchange.ts';
import { headerValue } from '../../../shared/http/header-fields.ts';
import type { ProofFault, SignatureAlgorithm } from '../../../shared/model/client.ts';
import type { Key } from '../../../shared/model/key.ts';
import { withProof } from '../../../shared/oauth/dpop/dpop.ts';
import { buildProof } from '../../../shared/oauth/dpop/dpop-proof.ts';
import { nonceRole } from '../../../shared/oauth/token/dpop-nonce.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { revealText } from '../../../shared/text/sensitive-text.ts';
import type { DpopNonces } from './dpop-nonces.ts';
import { publicJwkOf } from './keys/public-jwk.ts';
import { readPrivateKey } from './private-keys.ts';
import type { SecretSource } from './secret-source.ts';
import { signJwt, strangersKey } from './sign-jwt.ts';

export interface DpopProverOptions {
  readonly secrets: SecretSource;
  readonly nonces: DpopNonces;
  readonly now: () => number;
}

/** What the proofs of a run are for. */
export interface ProofPlan {
  readonly workspaceId: string;
  readonly key: Key;
  readonly algorithm: SignatureAlgorithm;
  readonly purpose: ExchangePurpose;
  /** The token that goes along; null for a request of one. */
  readonly accessToken: string | null;
  readonly fault: ProofFault | null;
}

/** Puts a fresh proof into a request, for its own method and address, in the place of ours that it has. */
export type ProveRequest = (request: HttpRequest) => Promise<HttpRequest>;

/** Stands in a request that is built until its address is known, and the proof can be made. */
export const PROOF_PLACEHOLDER = 'proof-to-be-made';

/** 128 bits; RFC 9449 §4.2 asks for 96. */
const JTI_BYTES = 16;

/** Makes proofs of possession (RFC 9449), each for one request and never twice. */
export class DpopProver {
  readonly #options: DpopProverOptions;
  /** Of the last proof that was sent with each key, for the one that is to repeat it. */
  readonly #lastJti = new Map<string, string>();

  constructor(options: DpopProverOptions) {
    this.#options = options;
  }

  /**
   * Makes a key ready to prove. `show` for a preview: nothing of it is remembered as sent. Fails where the private key
   * cannot be had.
   */
  async begin(plan: ProofPlan, use: 'send' | 'show'): Promise<Result<ProveRequest, AppError>> {
    const privateKey = await readPrivateKey(this.#options.secrets, plan.workspaceId, plan.key.id);
    if (!privateKey.ok) return privateKey;
    let last = PROOF_PLACEHOLDER;
    return ok(async (request) => {
      // A proof of the person's own stays as it is.
      const current = headerValue(request.headers, 'dpop');
      if (!current || revealText(current) !== last) return request;
      last = await this.#makeProof(plan, privateKey.value, request, use);
      return withProof(request, last);
    });
  }

  async #makeProof(
    { workspaceId, key, algorithm, purpose, accessToken, fault }: ProofPlan,
    privateKey: KeyObject,
    { method, url }: HttpRequest,
    use: 'send' | 'show',
  ): Promise<string> {
    const { nonces, now } = this.#options;
    const owner = `${workspaceId}/${key.id}`;
    const sent = fault === 'reused-jti' ? this.#lastJti.get(owner) : undefined;
    const jti = sent ?? randomBytes(JTI_BYTES).toString('base64url');
    if (use === 'send') this.#lastJti.set(owner, jti);
    const stranger =
      fault === 'wrong-key' || fault === 'bad-signature' ? await strangersKey(algorithm) : null;
    const shown = fault === 'wrong-key' && stranger ? await publicJwkOf(stranger) : key.publicJwk;
    const parts = buildProof(
      { algorithm, publicJwk: shown },
      { method, url, nonce: nonces.find(nonceRole(purpose), url), accessToken, fault, now: now(), jti },
    );
    return signJwt(parts, stranger ?? privateKey);
  }
}
