import type { FindingAction } from '../../../shared/diagnose/finding.ts';
import { assertUnreachable } from '../../../shared/errors.ts';
import { isLoopbackHost } from '../../../shared/http/target-url.ts';
import type { TlsProblem, TlsReport } from '../../../shared/tls/report.ts';
import type { TokenServerState } from '../../../shared/token-server/state.ts';

export interface TlsVerdict {
  readonly tone: 'good' | 'caution' | 'danger';
  readonly title: string;
  readonly text: string;
}

/** Whether this connection can be relied on, in plain words. */
export function explainVerdict({ acceptedBy, serverName, problems }: TlsReport): TlsVerdict {
  const verifies = problems.length === 0;
  switch (acceptedBy) {
    case 'system':
      return {
        tone: 'good',
        title: `This is ${serverName}`,
        text: 'A CA that this system trusts issued the certificate.',
      };
    case 'extra-ca':
      return {
        tone: 'good',
        title: `This is ${serverName}`,
        text: 'A CA that this workspace added issued the certificate.',
      };
    case 'pin':
      return {
        tone: 'good',
        title: `This is the server whose certificate was pinned for ${serverName}`,
        text: 'Accepts exactly this certificate, whoever issued it.',
      };
    case 'verification-off':
      return {
        tone: 'danger',
        title: 'The server’s identity was not verified',
        text: verifies
          ? 'TLS verification is off, but this chain verifies. You can turn it on.'
          : 'TLS verification is off, so the connection continued although the chain does not verify. Anyone between you and the server can read the secret.',
      };
    case null:
      return {
        tone: 'caution',
        title: 'The connection was refused before anything was sent',
        text: 'Credence checks the certificate first, so no part of the request was sent.',
      };
    default:
      return assertUnreachable(acceptedBy);
  }
}

/** What is wrong with a chain, and what that means, for someone who does not live in certificates. */
export function explainProblem({ code, message }: TlsProblem, { serverName, chain }: TlsReport): string {
  switch (code) {
    case 'self-signed':
      return 'Self-signed: no CA vouches for it. Common for a server on your own machine.';
    case 'unknown-ca':
      return 'Neither the system nor this workspace trusts the CA that issued it.';
    case 'missing-intermediate':
      return 'The server did not send the intermediate certificate. Browsers may fetch it; most API clients do not, so the server must send it.';
    case 'expired':
      return 'It has expired. The server needs a new certificate.';
    case 'not-yet-valid':
      return 'It is not valid yet. Check this machine’s clock, then the certificate.';
    case 'wrong-host':
      return `It is for ${chain[0]?.names.map(withoutKind).join(', ') || 'no name'}, and you asked for ${serverName}.`;
    case 'weak-key':
      return 'Its key or signature is too weak.';
    case 'no-certificate':
      return 'The server sent no certificate.';
    case 'other':
      return message;
    default:
      return assertUnreachable(code);
  }
}

/** Remedies, the safest first: what trusts one authority, then what trusts one certificate, then what checks nothing. */
const SAFEST_FIRST: readonly FindingAction['kind'][] = [
  'trust-ca',
  'trust-ca-everywhere',
  'pin-certificate',
  'verification-off',
];

/** The remedies among the actions of a diagnosis, each once, the safest first. */
export function tlsRemedies(actions: readonly FindingAction[]): readonly FindingAction[] {
  const distinct = new Map(actions.map((action) => [JSON.stringify(action), action]));
  return [...distinct.values()]
    .filter(({ kind }) => SAFEST_FIRST.includes(kind))
    .sort((a, b) => SAFEST_FIRST.indexOf(a.kind) - SAFEST_FIRST.indexOf(b.kind));
}

/** The authority of the embedded token server, where the request went there: the server itself sends only its own certificate. */
export function builtInAuthority(url: string, tokenServer: TokenServerState): FindingAction | null {
  if (tokenServer.status !== 'running' || tokenServer.endpoints.caPem === null || !URL.canParse(url))
    return null;
  const { baseUrl, caPem } = tokenServer.endpoints;
  if (new URL(url).port !== new URL(baseUrl).port || !isLoopbackHost(new URL(url).hostname)) return null;
  return { kind: 'trust-ca', name: 'Token server (built in)', pem: caPem };
}

/** `DNS:localhost` as `localhost`. */
export function withoutKind(name: string): string {
  return name.replace(/^(DNS|IP Address):/, '');
}
