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

/** Where the proofs of a run are sent. */
export interface ProofPlan {
  readonly workspaceId: string;
  readonly key: Key;
  readonly algorithm: SignatureAlgorithm;
  readonly purpose: ExchangePurpose;
  /** The access token to bind the proof to; null for a token request. */
  readonly accessToken: string | null;
  readonly fault: ProofFault | null;
}

/** Replaces the request's DPoP proof with a fresh one for its method and URL. */
export type ProveRequest = (request: HttpRequest) => Promise<HttpRequest>;

/** Placeholder until the URL is final and the proof can be generated. */
export const PROOF_PLACEHOLDER = 'proof-to-be-made';

/** 128 bits; RFC 9449 §4.2 requires at least 96. */
const JTI_BYTES = 16;

/** Generates DPoP proofs (RFC 9449), a new one for every request. */
export class DpopProver {
  readonly #options: DpopProverOptions;
  /** `jti` of the last proof sent with each key, for tests that replay it. */
  readonly #lastJti = new Map<string, string>();

  constructor(options: DpopProverOptions) {
    this.#options = options;
  }

  /**
   * Loads the key for proofs. Use `show` for a preview: it is not recorded as sent. Fails if the private key cannot be
   * read.
   */
  async begin(plan: ProofPlan, use: 'send' | 'show'): Promise<Result<ProveRequest, AppError>> {
    const privateKey = await readPrivateKey(this.#options.secrets, plan.workspaceId, plan.key.id);
    if (!privateKey.ok) return privateKey;
    let last = PROOF_PLACEHOLDER;
    return ok(async (request) => {
      // Keep a proof that the user entered.
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
