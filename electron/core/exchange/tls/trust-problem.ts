import type { X509Certificate } from 'node:crypto';
import type { TlsProblem } from '../../../../shared/tls/report.ts';
import { isSelfSigned } from './certificate-info.ts';
import { organizationOf } from './trust-store.ts';

/** The platform's codes for a chain without a trusted CA. */
const TRUST_CODES = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
];

export function isTrustCode(code: string): boolean {
  return TRUST_CODES.includes(code);
}

/**
 * Why a chain leads to no trusted CA. `path` runs from the leaf through the sent certificates. The platform's code is
 * not enough: BoringSSL uses one code for a self-signed certificate and a missing intermediate.
 */
export function explainUntrusted(
  sent: readonly X509Certificate[],
  path: readonly number[],
  trustsOrganization: (organization: string) => boolean,
): TlsProblem {
  const lastIndex = path.at(-1) ?? 0;
  const last = sent[lastIndex];
  if (!last) return noCertificate();
  const issuer = displayName(last.issuer);

  if (isSelfSigned(last)) {
    return lastIndex === 0
      ? {
          code: 'self-signed',
          certificate: 0,
          platformCode: 'DEPTH_ZERO_SELF_SIGNED_CERT',
          message: `The certificate of “${displayName(last.subject)}” is signed by itself, by no authority.`,
        }
      : {
          code: 'unknown-ca',
          certificate: lastIndex,
          platformCode: 'SELF_SIGNED_CERT_IN_CHAIN',
          message: `The chain ends at the authority “${issuer}”, which is not trusted here.`,
        };
  }
  const platformCode =
    path.length > 1 ? 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' : 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';
  return lacksIntermediate(last, trustsOrganization)
    ? {
        code: 'missing-intermediate',
        certificate: lastIndex,
        platformCode,
        message: `The server did not send the certificate of the intermediate authority “${issuer}”.`,
      }
    : {
        code: 'unknown-ca',
        certificate: lastIndex,
        platformCode,
        message: `The issuer “${issuer}” is not trusted here, and the server did not send its certificate.`,
      };
}

export function noCertificate(): TlsProblem {
  return {
    code: 'no-certificate',
    certificate: null,
    platformCode: 'NO_CERTIFICATE',
    message: 'The server sent no certificate.',
  };
}

/**
 * An issuer neither sent nor trusted is a private CA or a missing intermediate. Two signs suggest an intermediate: the
 * certificate has a URL for its issuer's certificate, and a root of the same organization is trusted. A name alone
 * proves little: an issuer that calls itself a root is one.
 */
function lacksIntermediate(last: X509Certificate, trusts: (organization: string) => boolean): boolean {
  const organization = organizationOf(last.issuer);
  return (
    /CA Issuers - URI:/.test(last.infoAccess ?? '') ||
    (organization !== null && trusts(organization) && !/\broot\b/i.test(displayName(last.issuer)))
  );
}

/** The common name, or the full name on one line. */
export function displayName(name: string): string {
  return /^CN=(.+)$/m.exec(name)?.[1] ?? name.split('\n').filter(Boolean).join(', ');
}
