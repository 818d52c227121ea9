import { isJsonObject } from '../../json/json-object.ts';
import { parseJson } from '../../json/parse-json.ts';

/** A published key (RFC 7517 §4). Any member may be missing or wrong. */
export type PublishedKey = Readonly<Record<string, unknown>>;

/** Parses a key set (RFC 7517 §5); null if the text is not one. Skips keys that are not objects. */
export function parseKeySet(text: string): readonly PublishedKey[] | null {
  return readKeySet(parseJson(text.replace(/^\uFEFF/, '')));
}

/** The same for JSON that is parsed already. */
export function readKeySet(json: unknown): readonly PublishedKey[] | null {
  const keys = isJsonObject(json) ? json.keys : null;
  return Array.isArray(keys) ? keys.filter(isJsonObject) : null;
}

/** The keys that a JOSE signature algorithm requires. */
interface SignatureNeeds {
  readonly kty: string;
  /** Any curve if absent. */
  readonly crv?: readonly string[];
}

// A Map, not an object: algorithm names come from a token and may be `constructor`.
const ALGORITHMS: ReadonlyMap<string, SignatureNeeds> = new Map<string, SignatureNeeds>([
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'].map((alg) => [alg, { kty: 'RSA' }] as const),
  ['ES256', { kty: 'EC', crv: ['P-256'] }],
  ['ES384', { kty: 'EC', crv: ['P-384'] }],
  ['ES512', { kty: 'EC', crv: ['P-521'] }],
  ['ES256K', { kty: 'EC', crv: ['secp256k1'] }],
  ['EdDSA', { kty: 'OKP', crv: ['Ed25519', 'Ed448'] }],
  ['Ed25519', { kty: 'OKP', crv: ['Ed25519'] }],
  ['Ed448', { kty: 'OKP', crv: ['Ed448'] }],
  ...['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87'].map((alg) => [alg, { kty: 'AKP' }] as const),
]);

/** Whether an algorithm is an asymmetric JOSE signature (RFC 7518 §3.1, RFC 8037, RFC 8812, RFC 9864). */
export function isSignatureAlgorithm(alg: string): boolean {
  return ALGORITHMS.has(alg);
}

/** Whether a key fits an algorithm by type, curve and purpose (RFC 7517 §4.1–§4.3). */
export function fitsAlgorithm(key: PublishedKey, alg: string): boolean {
  const needs = ALGORITHMS.get(alg);
  if (!needs || key.kty !== needs.kty) return false;
  if (needs.crv && !needs.crv.includes(String(key.crv))) return false;
  if (key.use !== undefined && key.use !== 'sig') return false;
  return !Array.isArray(key.key_ops) || key.key_ops.includes('verify');
}

/** For example `RSA key “k1”`, `EC P-256 key without kid`. */
export function describeKey({ kty, crv, kid }: PublishedKey): string {
  const type = [kty, crv].filter((part) => typeof part === 'string').join(' ');
  return `${type || 'unknown'} key ${typeof kid === 'string' ? `“${kid}”` : 'without kid'}`;
}
