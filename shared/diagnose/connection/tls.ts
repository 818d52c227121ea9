import type { CertificateInfo, TlsProblem, TlsProblemCode, TlsReport } from '../../tls/report.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { FindingAction } from '../finding.ts';
import { list, quote, time } from '../quote.ts';
import type { Rule } from '../rule.ts';

type Body = Pick<Rule, 'title' | 'why'> & {
  readonly reference: string;
  readonly seen: (problem: TlsProblem, certificate: CertificateInfo | null, report: TlsReport) => string;
  readonly next: (facts: Evidence, certificate: CertificateInfo | null, report: TlsReport) => string;
  /** Whether trusting a CA of the chain would make it verify. */
  readonly trustHelps: boolean;
};

const NOTHING_SENT = 'Nothing was sent.';

/** One body for each fault of a certificate; the type proves that none is missing. */
const BY_CODE: Readonly<Record<TlsProblemCode, Body>> = {
  'self-signed': {
    title: 'The certificate is self-signed',
    why: `No CA vouches for this server: the certificate is signed with its own key, as is usual for development. ${NOTHING_SENT}`,
    reference: 'RFC 5280 §6.1',
    seen: (_, certificate) => `Subject and issuer are the same: ${quote(certificate?.subject ?? 'unknown')}.`,
    next: ({ loopback }) =>
      loopback
        ? 'If this is your server, trust its certificate. Other servers are still checked.'
        : 'Compare the fingerprint with the administrator’s; if they match, pin the certificate.',
    trustHelps: true,
  },
  'unknown-ca': {
    title: 'The certificate’s CA is not trusted',
    why: `It was issued by a CA that this system does not trust, for example a company or test CA. A familiar name proves nothing. ${NOTHING_SENT}`,
    reference: 'RFC 5280 §6.1',
    seen: (_, certificate, { chain }) =>
      `Issuer: ${quote((certificate ?? chain.at(-1))?.issuer ?? 'unknown')}.`,
    next: () => 'Trust the CA if you know it (from a file: Inspect, then TLS), or pin this certificate.',
    trustHelps: true,
  },
  'missing-intermediate': {
    title: 'The certificate chain is incomplete',
    why: `An intermediate certificate between this one and a trusted CA is missing; most likely the server does not send it. Browsers often fetch it silently. ${NOTHING_SENT}`,
    reference: 'RFC 8446 §4.4.2',
    seen: (_, certificate, { chain }) =>
      `${chain.length === 1 ? 'One certificate was' : `${chain.length} certificates were`} sent; the issuer ${quote(certificate?.issuer ?? chain.at(-1)?.issuer ?? 'unknown')} was not.`,
    next: () =>
      'Have the server send the intermediate certificate. If the issuer is a private CA of yours, trust that CA instead.',
    trustHelps: false,
  },
  expired: {
    title: 'The certificate has expired',
    why: `An expired certificate proves nothing. ${NOTHING_SENT}`,
    reference: 'RFC 5280 §4.1.2.5',
    seen: (_, certificate) =>
      certificate ? `It was valid until ${time(certificate.validTo)}.` : 'Its validity is over.',
    next: ({ now }) =>
      `Renew it on the server. If the date here is wrong (it is ${time(now)}), correct this machine’s clock.`,
    trustHelps: false,
  },
  'not-yet-valid': {
    title: 'The certificate is not valid yet',
    why: `Its validity begins in the future; most often one of the two clocks is wrong. ${NOTHING_SENT}`,
    reference: 'RFC 5280 §4.1.2.5',
    seen: (_, certificate) =>
      certificate ? `It is valid from ${time(certificate.validFrom)}.` : 'Its validity has not begun.',
    next: ({ now }) => `Check this machine’s clock (it says ${time(now)}) and the server’s.`,
    trustHelps: false,
  },
  'wrong-host': {
    title: 'The certificate is for another host',
    why: `The certificate does not name the host in the URL. ${NOTHING_SENT}`,
    reference: 'RFC 9110 §4.3.4',
    seen: (_, certificate, { serverName, chain }) => {
      const names = (certificate ?? chain[0])?.names ?? [];
      return `Asked for ${quote(serverName)}; the certificate is for ${names.length > 0 ? list(names.map((name) => quote(bareName(name)))) : 'no host at all'}.`;
    },
    next: () => 'Use a host name that the certificate lists, or add this name to the certificate.',
    trustHelps: false,
  },
  'weak-key': {
    title: 'The certificate’s key is too weak',
    why: `A key of this kind can be broken or its signature forged. ${NOTHING_SENT}`,
    reference: 'RFC 9325 §4.5',
    seen: (problem, certificate) => (certificate ? `The key is ${certificate.key}.` : quote(problem.message)),
    next: () => 'Replace it with a certificate that uses RSA 2048 or P-256 and SHA-256.',
    trustHelps: false,
  },
  'no-certificate': {
    title: 'The server sent no certificate',
    why: `Without one, the server’s identity is unknown. ${NOTHING_SENT}`,
    reference: 'RFC 8446 §4.4.2',
    seen: (problem) => quote(problem.message),
    next: () => 'Configure a certificate on the server.',
    trustHelps: false,
  },
  other: {
    title: 'The certificate is not accepted',
    why: `The chain check failed for the quoted reason. ${NOTHING_SENT}`,
    reference: 'RFC 5280 §6.1',
    seen: (problem) => `${quote(problem.message)} (${problem.platformCode})`,
    next: () => 'Inspect the chain, and show the message to the server’s administrator.',
    trustHelps: false,
  },
};

/** `tls-self-signed` and its like: one for each fault of a chain that was refused, in the order to fix them. */
export const TLS_RULES: readonly Rule[] = Object.entries(BY_CODE).map(([code, body]) => ({
  id: `tls-${code}`,
  severity: 'fatal',
  title: body.title,
  why: body.why,
  reference: body.reference,
  check: (facts) => {
    const { tls, failure } = facts.exchange;
    const problem = tls?.problems.find((candidate) => candidate.code === code);
    if (!tls || !problem || failure?.code !== 'tls-untrusted') return null;
    const certificate = problem.certificate === null ? null : (tls.chain[problem.certificate] ?? null);
    return {
      seen: body.seen(problem, certificate, tls),
      nextStep: body.next(facts, certificate, tls),
      actions: remedies(facts, tls, body.trustHelps),
    };
  },
}));

/** What went through although the check failed. */
export const TLS_ACCEPTED_RULES: readonly Rule[] = [
  {
    id: 'tls-verification-off',
    severity: 'warning',
    title: 'The server’s certificate was not checked',
    why: 'With verification off anyone in between can read and change everything, the client secret included.',
    reference: 'RFC 6749 §10.9',
    check: (facts) => acceptedUnverified(facts, facts.loopback === false),
  },
  {
    id: 'tls-verification-off-loopback',
    severity: 'info',
    title: 'The server’s certificate was not checked',
    why: 'On this machine that does little harm. Trusting the certificate instead keeps the check for all other servers.',
    reference: null,
    check: (facts) => acceptedUnverified(facts, facts.loopback),
  },
];

function acceptedUnverified(facts: Evidence, applies: boolean) {
  const { tls } = facts.exchange;
  const [problem] = tls?.problems ?? [];
  if (!applies || !tls || !problem || tls.acceptedBy !== 'verification-off') return null;
  return {
    seen: `It would have been refused: ${quote(problem.message.replace(/\.$/, ''))}.`,
    nextStep: 'Trust its CA or pin the certificate, then turn verification on again.',
    actions: remedies(facts, tls, BY_CODE[problem.code].trustHelps).filter(
      ({ kind }) => kind !== 'verification-off',
    ),
  };
}

/** What helps, safest first. All faults count: trusting a CA does not make a name right. */
function remedies({ url }: Evidence, tls: TlsReport, trustHelps: boolean): FindingAction[] {
  const [leaf] = tls.chain;
  const root = tls.chain.at(-1);
  const actions: FindingAction[] = [];
  const name = tls.problems.some(({ code }) => code === 'wrong-host') ? leaf && usableName(leaf, url) : null;
  if (name) actions.push({ kind: 'use-url', url: withHost(url, name) });
  if (trustHelps && root?.selfSigned && tls.problems.every(({ code }) => BY_CODE[code].trustHelps)) {
    const authority = { name: root.subject, pem: root.pem };
    actions.push({ kind: 'trust-ca', ...authority }, { kind: 'trust-ca-everywhere', ...authority });
  }
  if (leaf) {
    const host = `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
    actions.push({ kind: 'pin-certificate', host, fingerprint256: leaf.fingerprint256 });
  }
  return [...actions, { kind: 'verification-off' }];
}

/** A name of the certificate that a URL can be made of. */
function usableName({ names }: CertificateInfo, url: URL): string | null {
  const usable = names
    .map(bareName)
    .filter((name) => name !== '' && !name.includes('*') && name !== url.hostname);
  return usable[0] ?? null;
}

function bareName(name: string): string {
  return name.replace(/^(DNS|IP Address|IP):/i, '').trim();
}

function withHost(url: URL, name: string): string {
  const copy = new URL(url.href);
  copy.hostname = name.includes(':') ? `[${name}]` : name;
  return copy.href;
}
