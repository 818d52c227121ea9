import type { X509Certificate } from 'node:crypto';
import type { TlsProblem } from '../../../../shared/tls/report.ts';
import { isSelfSigned } from './certificate-info.ts';

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
  trustsName: (name: string) => boolean,
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
          message: `The certificate of “${displayName(last.subject)}” is self-signed, not issued by a CA.`,
        }
      : {
          code: 'unknown-ca',
          certificate: lastIndex,
          platformCode: 'SELF_SIGNED_CERT_IN_CHAIN',
          message: `The chain ends at the CA “${issuer}”, which is not trusted here.`,
        };
  }
  const platformCode =
    path.length > 1 ? 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' : 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';
  return lacksIntermediate(last, trustsName)
    ? {
        code: 'missing-intermediate',
        certificate: lastIndex,
        platformCode,
        message: `The server did not send the certificate of the intermediate CA “${issuer}”.`,
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
 * An issuer neither sent nor trusted is a private CA or a missing intermediate; without its certificate no signature
 * tells. A public CA writes into each certificate where its issuer's certificate can be fetched over HTTP. A name is no
 * evidence: anyone can use the organization of a trusted CA. A trusted CA of the very same name did not sign this
 * certificate, else the chain would be complete: then the issuer is another one that shares the name.
 */
function lacksIntermediate(last: X509Certificate, trustsName: (name: string) => boolean): boolean {
  return (
    /CA Issuers - URI:https?:/i.test(last.infoAccess ?? '') &&
    !trustsName(last.issuer) &&
    !/\broot\b/i.test(displayName(last.issuer))
  );
}

/** The common name, or the full name on one line. */
export function displayName(name: string): string {
  return /^CN=(.+)$/m.exec(name)?.[1] ?? name.split('\n').filter(Boolean).join(', ');
}
