import { X509Certificate } from 'node:crypto';
import type { TrustDescription } from '../../../../shared/tls/trust-description.ts';
import { toCertificateInfo } from './certificate-info.ts';
import { loadSystemAuthorities } from './system-authorities.ts';
import { certificateBlocks } from './trust-store.ts';

/** Describes the certificates the user trusts, and counts this computer's CAs. */
export async function describeTrust(pems: readonly string[]): Promise<TrustDescription> {
  const system = await loadSystemAuthorities();
  return { systemCas: system.length, certificates: pems.map(describe) };
}

function describe(pem: string): TrustDescription['certificates'][number] {
  try {
    return certificateBlocks(pem).map((block) => toCertificateInfo(new X509Certificate(block)));
  } catch {
    return [];
  }
}
