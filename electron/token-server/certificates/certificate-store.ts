import { hash } from 'node:crypto';
import { isIP } from 'node:net';
import type { CertificateProblem } from '../../../shared/token-server/faults.ts';
import type { AuthorityDetails, LeafDetails } from './issue.ts';
import { createKeptFiles, type KeptFiles } from './kept-files.ts';
import { type CertifiedKey, type ReadCertifiedKey, readCertifiedKey } from './key-pair.ts';

/** The server's certificate, and the CA that verifies it. */
export interface ServerCertificate {
  readonly key: string;
  readonly certificate: string;
  /** The CA certificate, for clients to trust. */
  readonly caPem: string;
  /** When to renew it, in milliseconds since the epoch. */
  readonly renewAt: number;
  /** Messages for the user: a damaged file was set aside, or a CA was regenerated. */
  readonly notices: readonly string[];
  /** For the server's other names, from a separate CA; null if it serves this machine only. */
  readonly network: NetworkCertificate | null;
}

/** A certificate for the configured names. */
interface NetworkCertificate {
  readonly names: readonly string[];
  readonly key: string;
  readonly certificate: string;
  readonly caPem: string;
}

/** Where a CA and its certificate are stored, and their names. */
interface Identity {
  readonly authority: PairFiles;
  readonly leaf: PairFiles;
  readonly names: LeafDetails['names'];
  readonly details: AuthorityDetails;
}

const AUTHORITY_FILES = { certificate: 'ca.pem', key: 'ca-key.pem' };
const LEAF_FILES = { certificate: 'server.pem', key: 'server-key.pem' };
type PairFiles = typeof AUTHORITY_FILES;

const CERTIFICATE_MODE = 0o644;
const KEY_MODE = 0o600;
const DAY_MS = 86_400_000;
/** Certificates are renewed this long before they expire. */
const RENEW_BEFORE_MS = 30 * DAY_MS;
const LOOPBACK: Identity = {
  authority: AUTHORITY_FILES,
  leaf: LEAF_FILES,
  names: [
    { type: 'dns', value: 'localhost' },
    { type: 'ip', value: '127.0.0.1' },
    { type: 'ip', value: '::1' },
  ],
  details: {},
};

/** id-kp-serverAuth (RFC 5280 §4.2.1.12): this CA issues no client certificates. */
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

/**
 * Separate files per set of names. IP addresses are not constrained (see name-constraints.ts). If there are only those,
 * the reserved name `invalid` excludes every host name.
 */
function networkIdentity(names: readonly string[]): Identity {
  const wanted = [...new Set(names.map((name) => name.toLowerCase()))].sort();
  const id = hash('sha256', wanted.join(' '), 'hex').slice(0, 8);
  const dnsNames = wanted.filter((name) => isIP(name) === 0);
  return {
    authority: { certificate: `network-${id}-ca.pem`, key: `network-${id}-ca-key.pem` },
    leaf: { certificate: `network-${id}-server.pem`, key: `network-${id}-server-key.pem` },
    names: wanted.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
    details: {
      dnsNames: dnsNames.length === 0 ? ['invalid'] : dnsNames,
      label: 'network CA',
      usages: [SERVER_AUTH],
    },
  };
}

/**
 * The server certificate for this machine, signed by a local CA. Both are generated on first use and stored in
 * `folder`. Damaged files are set aside and regenerated; expiring certificates are renewed. Rejects with the platform's
 * error if the folder is not usable.
 */
export function loadServerCertificate(
  folder: string,
  now: number,
  networkNames: readonly string[] = [],
): Promise<ServerCertificate> {
  const files = createKeptFiles(folder);
  return files.exclusively(async () => {
    const notices: string[] = [];
    const { authority, leaf } = await loadIdentity(files, LOOPBACK, now, notices);
    const network =
      networkNames.length === 0
        ? null
        : await loadIdentity(files, networkIdentity(networkNames), now, notices);
    const { certificate, key } = leaf;
    const notAfter = Math.min(leaf.notAfter, network?.leaf.notAfter ?? leaf.notAfter);
    return {
      certificate,
      key,
      caPem: authority.certificate,
      renewAt: notAfter - RENEW_BEFORE_MS,
      notices,
      network:
        network === null
          ? null
          : {
              names: networkNames,
              key: network.leaf.key,
              certificate: network.leaf.certificate,
              caPem: network.authority.certificate,
            },
    };
  });
}

async function loadIdentity(files: KeptFiles, identity: Identity, now: number, notices: string[]) {
  const authority = await loadAuthority(files, identity, now, notices);
  return { authority, leaf: await loadLeaf(files, identity, authority, now, notices) };
}

/**
 * Generates a certificate that clients must reject, for a fault. In memory only, though the local CA may be created for
 * it.
 */
export async function makeWrongCertificate(
  folder: string,
  problem: CertificateProblem,
  now: number,
): Promise<CertifiedKey> {
  const issue = await import('./issue.ts');
  if (problem === 'untrusted') {
    const stranger = await issue.makeAuthority(now);
    const { certificate, key } = await issue.makeLeaf(stranger, now);
    // Includes its CA, so that the only fault is the unknown CA.
    return { certificate: certificate + stranger.certificate, key };
  }
  const files = createKeptFiles(folder);
  const authority = await files.exclusively(() => loadAuthority(files, LOOPBACK, now, []));
  return issue.makeLeaf(authority, now, problem === 'expired' ? expiredAt(now) : OTHER_HOST);
}

/** RFC 2606 reserves this name for tests, and the local CA may issue for it. */
const OTHER_HOST = { names: [{ type: 'dns', value: 'other-host.test' }] } as const;

function expiredAt(now: number) {
  return { notBefore: now - 30 * DAY_MS, notAfter: now - DAY_MS };
}

async function loadAuthority(
  files: KeptFiles,
  identity: Identity,
  now: number,
  notices: string[],
): Promise<ReadCertifiedKey> {
  const kept = await readPair(files, identity.authority);
  if (kept === 'missing') return makeAuthority(files, identity, now);
  const damage = 'damage' in kept ? kept.damage : findAuthorityFault(kept, now);
  if (!('damage' in kept) && damage === null) {
    if (now < kept.notBefore) notices.push(describeFutureAuthority(files.folder));
    return kept;
  }
  const aside = await files.setAside(Object.values(identity.authority));
  notices.push(
    `The local certificate authority in ${files.folder} could not be used (${damage}). It was kept as ` +
      `${aside.join(' and ')} and a new one was generated. Clients that trusted the old one must trust the new one.`,
  );
  return makeAuthority(files, identity, now);
}

async function loadLeaf(
  files: KeptFiles,
  identity: Identity,
  authority: ReadCertifiedKey,
  now: number,
  notices: string[],
): Promise<ReadCertifiedKey> {
  const kept = await readPair(files, identity.leaf);
  if (kept !== 'missing' && 'damage' in kept) {
    const aside = await files.setAside(Object.values(identity.leaf));
    notices.push(
      `The token server's certificate in ${files.folder} could not be used (${kept.damage}). It was kept as ` +
        `${aside.join(' and ')} and a new one was made; clients need not do anything.`,
    );
  } else if (kept !== 'missing' && isUsableLeaf(kept, identity, authority, now)) {
    return kept;
  }
  // Also after a change of CA or names, or near expiry: no notice needed.
  const { makeLeaf } = await import('./issue.ts');
  return keepPair(files, identity.leaf, await makeLeaf(authority, now, { names: identity.names }));
}

async function makeAuthority(files: KeptFiles, identity: Identity, now: number): Promise<ReadCertifiedKey> {
  // Loaded only to generate something, about once a year: reading needs only Node.
  const issue = await import('./issue.ts');
  return keepPair(files, identity.authority, await issue.makeAuthority(now, identity.details));
}

async function readPair(
  files: KeptFiles,
  names: PairFiles,
): Promise<ReadCertifiedKey | { readonly damage: string } | 'missing'> {
  const [certificate, key] = await Promise.all([files.read(names.certificate), files.read(names.key)]);
  if (certificate === null && key === null) return 'missing';
  if (certificate === null) return { damage: `${names.certificate} is missing` };
  if (key === null) return { damage: `${names.key} is missing` };
  return readCertifiedKey({ certificate, key });
}

async function keepPair(files: KeptFiles, names: PairFiles, pair: CertifiedKey): Promise<ReadCertifiedKey> {
  // If interrupted between the writes, the next start detects the mismatched pair and replaces it.
  await files.write(names.key, pair.key, KEY_MODE);
  await files.write(names.certificate, pair.certificate, CERTIFICATE_MODE);
  const read = readCertifiedKey(pair);
  if ('damage' in read) throw new Error(`a certificate that was just made is unusable: ${read.damage}`);
  return read;
}

/** Keeps a CA from the future: the clock may be wrong for a while, and clients should not have to trust a new CA. */
function describeFutureAuthority(folder: string): string {
  return (
    `By this computer's clock the certificate authority in ${folder} is not valid yet, so clients reject it. ` +
    `Check the clock. If the clock is right, delete ${AUTHORITY_FILES.certificate} and ${AUTHORITY_FILES.key} there ` +
    'and restart the token server.'
  );
}

function findAuthorityFault({ notAfter, x509 }: ReadCertifiedKey, now: number): string | null {
  if (!x509.ca || !x509.verify(x509.publicKey)) return 'the certificate is not the one of an authority';
  return now >= notAfter - RENEW_BEFORE_MS ? 'it has expired or soon will' : null;
}

function isUsableLeaf(
  { notAfter, notBefore, x509 }: ReadCertifiedKey,
  { names }: Identity,
  authority: ReadCertifiedKey,
  now: number,
): boolean {
  return (
    now >= notBefore &&
    now < notAfter - RENEW_BEFORE_MS &&
    x509.checkIssued(authority.x509) &&
    x509.verify(authority.x509.publicKey) &&
    names.every(
      ({ type, value }) => (type === 'ip' ? x509.checkIP(value) : x509.checkHost(value)) !== undefined,
    )
  );
}
