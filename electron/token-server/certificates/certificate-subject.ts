import type { X509Certificate } from 'node:crypto';
import type { CertificateSubject } from '../../../shared/token-server/client-authentication.ts';
import { describeSubject } from '../../../shared/token-server/describe-client.ts';
import {
  type DistinguishedName,
  isSameName,
  parseDistinguishedName,
} from '../../../shared/token-server/distinguished-name.ts';
import { quote } from '../http/oauth-error.ts';

/** Whether a certificate matches the client's registered subject (RFC 8705 §2.1.2), and a message. */
export type SubjectMatch =
  | { readonly matches: true; readonly remark: string | null }
  | { readonly matches: false; readonly reason: string };

export function matchSubject(x509: X509Certificate, expected: CertificateSubject): SubjectMatch {
  const { field, value } = expected;
  if (field === 'subject_dn') return matchName(x509, value);
  if (hasAlternativeName(x509, expected)) return { matches: true, remark: null };
  const seen = x509.subjectAltName === undefined ? 'none' : quote(x509.subjectAltName, 200);
  const reason = `the certificate does not have the ${describeSubject(expected)}; its alternative names: ${seen}`;
  return { matches: false, reason };
}

function matchName(x509: X509Certificate, value: string): SubjectMatch {
  const expected = parseDistinguishedName(value) ?? [];
  const inCertificate = subjectOf(x509);
  // RFC 4514 §2.1 uses the reverse order.
  if (isSameName([...inCertificate].reverse(), expected)) return { matches: true, remark: null };
  if (isSameName(inCertificate, expected)) {
    return { matches: true, remark: 'the subject matches only from its other end: RFC 4514 begins with CN' };
  }
  const seen = x509.subject.split('\n').reverse().join(',');
  return {
    matches: false,
    reason: `the certificate's subject is ${quote(seen, 200)}, not ${quote(value, 200)}`,
  };
}

/** Node writes one line per part, escaped as in RFC 2253. */
function subjectOf({ subject }: X509Certificate): DistinguishedName {
  const lines = subject === '' ? [] : subject.split('\n');
  return lines.flatMap((line) => parseDistinguishedName(line) ?? []);
}

function hasAlternativeName(x509: X509Certificate, { field, value }: CertificateSubject): boolean {
  switch (field) {
    case 'san_dns':
      // Exact match without wildcards: the name identifies the client.
      return alternativeNames(x509, 'DNS').some((name) => name.toLowerCase() === value.toLowerCase());
    case 'san_ip':
      return x509.checkIP(value) !== undefined;
    case 'san_email':
      return alternativeNames(x509, 'email').some((name) => name.toLowerCase() === value.toLowerCase());
    default:
      return alternativeNames(x509, 'URI').includes(value);
  }
}

/** The values of one kind in `DNS:a.example, URI:"urn:a, b"`. Node quotes ambiguous values as JSON. */
function alternativeNames({ subjectAltName = '' }: X509Certificate, kind: 'DNS' | 'URI' | 'email'): string[] {
  const names: string[] = [];
  for (const [, type, text = ''] of subjectAltName.matchAll(/(?:^|, )([^:,]+):("(?:[^"\\]|\\.)*"|[^,]*)/g)) {
    if (type === kind) names.push(text.startsWith('"') ? String(JSON.parse(text)) : text);
  }
  return names;
}
