import { CertificatePemSchema } from '../../../shared/token-server/client-authentication.ts';
import type { Reading } from '../../ui/read-integer.ts';

/** The certificates in a PEM text: at least one. */
export function readCertificates(text: string): Reading<readonly string[]> {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  const isWhole = blocks.length > 0 && blocks.every((pem) => CertificatePemSchema.safeParse(pem).success);
  return isWhole
    ? { ok: true, value: blocks.map((pem) => `${pem}\n`) }
    : { ok: false, problem: 'Paste the certificate in PEM: -----BEGIN CERTIFICATE----- …' };
}
