import { createHash, X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { TlsPolicy } from '../../../../shared/tls/policy.ts';
import type { ClientCertificate } from '../client-certificate.ts';
import { loadSystemAuthorities } from './system-authorities.ts';
import { TrustStoreError } from './tls-errors.ts';

/** The CAs that one policy trusts, ready for handshakes. */
export interface TrustStore {
  /** With or without a client certificate. Throws the platform's error if certificate and key do not match. */
  contextWith(certificate: ClientCertificate | null): SecureContext;
  /** SHA-256 fingerprints. */
  readonly system: ReadonlySet<string>;
  readonly extra: ReadonlySet<string>;
  /** Whether a CA of this name, as Node writes names, is trusted. */
  trustsName(name: string): boolean;
}

/** Enough for switching between workspaces. A context holds all CAs and takes about 20 ms to create. */
const KEPT = 8;
const stores = new Map<string, Promise<TrustStore>>();

/** Rejects with a TrustStoreError when an extra CA cannot be read. */
export function trustStoreFor({ extraCas }: TlsPolicy): Promise<TrustStore> {
  const key = JSON.stringify(extraCas.map(({ pem }) => pem));
  const kept = stores.get(key);
  if (kept) return kept;
  const store = createTrustStore(extraCas);
  stores.set(key, store);
  store.catch(() => stores.delete(key));
  for (const oldest of stores.keys()) {
    if (stores.size <= KEPT) break;
    stores.delete(oldest);
  }
  return store;
}

async function createTrustStore(extraCas: TlsPolicy['extraCas']): Promise<TrustStore> {
  const extra = extraCas.flatMap(readAuthorities);
  const system = await loadSystemAuthorities();
  return {
    contextWith: contextsFor([...system, ...extra]),
    system: new Set(system.map(fingerprint)),
    extra: new Set(extra.map(fingerprint)),
    trustsName: nameIndex([...system, ...extra]),
  };
}

/** BoringSSL's own list (RFC 8446 §4.2.3) plus what it omits: otherwise keys of those types cannot sign a handshake. */
const SIGNATURE_ALGORITHMS = [
  'ecdsa_secp256r1_sha256',
  'rsa_pss_rsae_sha256',
  'rsa_pkcs1_sha256',
  'ecdsa_secp384r1_sha384',
  'rsa_pss_rsae_sha384',
  'rsa_pkcs1_sha384',
  'rsa_pss_rsae_sha512',
  'rsa_pkcs1_sha512',
  'ecdsa_secp521r1_sha512',
  'ed25519',
].join(':');

/** One cached context per client certificate; creating one takes about 20 ms. */
function contextsFor(ca: string[]): TrustStore['contextWith'] {
  const contexts = new Map<string, SecureContext>();
  return (certificate) => {
    const key = certificate?.fingerprint256 ?? '';
    const kept = contexts.get(key);
    if (kept) return kept;
    const context = createSecureContext({
      ca,
      // An intermediate that the user trusts explicitly needs no trusted root.
      allowPartialTrustChain: true,
      ...(certificate && {
        cert: certificate.chainPem,
        key: certificate.keyPem,
        sigalgs: SIGNATURE_ALGORITHMS,
      }),
    });
    if (contexts.size >= KEPT) contexts.delete(contexts.keys().next().value ?? '');
    contexts.set(key, context);
    return context;
  };
}

/** A file may hold several certificates. */
function readAuthorities({ name, pem }: TlsPolicy['extraCas'][number]): string[] {
  const blocks = certificateBlocks(pem);
  if (blocks.length === 0) throw new TrustStoreError(name);
  return blocks.map((block) => {
    try {
      return new X509Certificate(block).toString();
    } catch {
      throw new TrustStoreError(name);
    }
  });
}

/** The certificates in a PEM text. */
export function certificateBlocks(pem: string): readonly string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
}

function fingerprint(pem: string): string {
  const der = Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');
  return createHash('sha256')
    .update(der)
    .digest('hex')
    .toUpperCase()
    .replace(/..(?!$)/g, '$&:');
}

/** Built on first use: parsing all CAs takes about 40 ms, and only an unknown issuer needs them. */
function nameIndex(pems: readonly string[]): (name: string) => boolean {
  let names: Set<string> | null = null;
  return (name) => {
    names ??= new Set(pems.flatMap(readName));
    return names.has(name);
  };
}

function readName(pem: string): string[] {
  try {
    return [new X509Certificate(pem).subject];
  } catch {
    // One malformed entry in the system's store must not hide the others.
    return [];
  }
}
