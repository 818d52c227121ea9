import type { CertificateProblem } from '../../../shared/token-server/faults.ts';
import { createKeptFiles, type KeptFiles } from './kept-files.ts';
import { type CertifiedKey, type ReadCertifiedKey, readCertifiedKey } from './key-pair.ts';

/** What the server shows its clients, and what they verify it with. */
export interface ServerCertificate {
  readonly key: string;
  readonly certificate: string;
  /** The authority, for those who are to trust it. */
  readonly caPem: string;
  /** Milliseconds since the epoch from which on a new one is due. */
  readonly renewAt: number;
  /** What the user should know: a damaged file was kept aside, an authority was made anew. */
  readonly notices: readonly string[];
}

const AUTHORITY_FILES = { certificate: 'ca.pem', key: 'ca-key.pem' };
const LEAF_FILES = { certificate: 'server.pem', key: 'server-key.pem' };
type PairFiles = typeof AUTHORITY_FILES;

const CERTIFICATE_MODE = 0o644;
const KEY_MODE = 0o600;
const DAY_MS = 86_400_000;
/** So long before its end a certificate is replaced. */
const RENEW_BEFORE_MS = 30 * DAY_MS;
const LEAF_NAMES = ['localhost', '127.0.0.1', '::1'];

/**
 * The certificate for a server on this machine, signed by a local authority. Both are made on first use and kept in
 * `folder`; what is damaged is kept aside and made anew, what nears its end is renewed. Rejects with the platform's
 * error when the folder cannot be used.
 */
export function loadServerCertificate(folder: string, now: number): Promise<ServerCertificate> {
  const files = createKeptFiles(folder);
  return files.exclusively(async () => {
    const notices: string[] = [];
    const authority = await loadAuthority(files, now, notices);
    const leaf = await loadLeaf(files, authority, now, notices);
    const { certificate, key } = leaf;
    return {
      certificate,
      key,
      caPem: authority.certificate,
      renewAt: leaf.notAfter - RENEW_BEFORE_MS,
      notices,
    };
  });
}

/** A certificate that clients must refuse, for a fault: in memory alone, though the local CA may be made for it. */
export async function makeWrongCertificate(
  folder: string,
  problem: CertificateProblem,
  now: number,
): Promise<CertifiedKey> {
  const issue = await import('./issue.ts');
  if (problem === 'untrusted') {
    const stranger = await issue.makeAuthority(now);
    const { certificate, key } = await issue.makeLeaf(stranger, now);
    // With its authority, so that nothing is wrong but that nobody knows it.
    return { certificate: certificate + stranger.certificate, key };
  }
  const files = createKeptFiles(folder);
  const authority = await files.exclusively(() => loadAuthority(files, now, []));
  return issue.makeLeaf(authority, now, problem === 'expired' ? expiredAt(now) : OTHER_HOST);
}

/** RFC 2606 keeps this name for tests, and the local CA may speak for it. */
const OTHER_HOST = { names: [{ type: 'dns', value: 'other-host.test' }] } as const;

function expiredAt(now: number) {
  return { notBefore: now - 30 * DAY_MS, notAfter: now - DAY_MS };
}

async function loadAuthority(files: KeptFiles, now: number, notices: string[]): Promise<ReadCertifiedKey> {
  const kept = await readPair(files, AUTHORITY_FILES);
  if (kept === 'missing') return makeAuthority(files, now);
  const damage = 'damage' in kept ? kept.damage : findAuthorityFault(kept, now);
  if (!('damage' in kept) && damage === null) {
    if (now < kept.notBefore) notices.push(describeFutureAuthority(files.folder));
    return kept;
  }
  const aside = await files.setAside(Object.values(AUTHORITY_FILES));
  notices.push(
    `The local certificate authority in ${files.folder} could not be used (${damage}). It was kept as ` +
      `${aside.join(' and ')} and a new one was made: whoever trusted the old one must trust the new one instead.`,
  );
  return makeAuthority(files, now);
}

async function loadLeaf(
  files: KeptFiles,
  authority: ReadCertifiedKey,
  now: number,
  notices: string[],
): Promise<ReadCertifiedKey> {
  const kept = await readPair(files, LEAF_FILES);
  if (kept !== 'missing' && 'damage' in kept) {
    const aside = await files.setAside(Object.values(LEAF_FILES));
    notices.push(
      `The token server's certificate in ${files.folder} could not be used (${kept.damage}). It was kept as ` +
        `${aside.join(' and ')} and a new one was made; clients need not do anything.`,
    );
  } else if (kept !== 'missing' && isUsableLeaf(kept, authority, now)) {
    return kept;
  }
  // Also after the authority or the names changed, or the end came near: nobody need be told.
  const { makeLeaf } = await import('./issue.ts');
  return keepPair(files, LEAF_FILES, await makeLeaf(authority, now));
}

async function makeAuthority(files: KeptFiles, now: number): Promise<ReadCertifiedKey> {
  // Loaded when something has to be made, which is once a year: reading needs Node alone.
  const issue = await import('./issue.ts');
  return keepPair(files, AUTHORITY_FILES, await issue.makeAuthority(now));
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
  // Interrupted between the two, this leaves a pair that the next start finds incomplete and replaces.
  await files.write(names.key, pair.key, KEY_MODE);
  await files.write(names.certificate, pair.certificate, CERTIFICATE_MODE);
  const read = readCertifiedKey(pair);
  if ('damage' in read) throw new Error(`a certificate that was just made is unusable: ${read.damage}`);
  return read;
}

/** Kept: whoever trusts it must not have to trust another one because the clock was wrong for a while. */
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
  authority: ReadCertifiedKey,
  now: number,
): boolean {
  return (
    now >= notBefore &&
    now < notAfter - RENEW_BEFORE_MS &&
    x509.checkIssued(authority.x509) &&
    x509.verify(authority.x509.publicKey) &&
    LEAF_NAMES.every((name) => x509.checkHost(name) !== undefined || x509.checkIP(name) !== undefined)
  );
}
