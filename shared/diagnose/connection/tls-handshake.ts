import type { TransportFailure } from '../../http/exchange.ts';
import { DEFAULT_HTTP_VERSION } from '../../model/default-connection.ts';
import { presentsCertificate } from '../../oauth/client-authentication/client-certificate.ts';
import { certificateActions } from '../certificate-actions.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { quote } from '../quote.ts';
import type { Observation, Rule } from '../rule.ts';

/** A rule about a handshake that failed, told apart by TLS's own words for it (RFC 8446 §6.2). */
function handshakeRule(
  rule: Omit<Rule, 'check' | 'severity'>,
  words: RegExp,
  next: (facts: Evidence) => Omit<Observation, 'seen'> | null,
): Rule {
  return {
    ...rule,
    severity: 'fatal',
    check: (facts) => {
      const { failure } = facts.exchange;
      if (failure?.code !== 'tls-handshake' || !words.test(`${failure.platformCode} ${failure.message}`))
        return null;
      const observed = next(facts);
      return observed && { seen: seenAlert(failure), ...observed };
    },
  };
}

/** Servers do not always send the alert that they should. */
export const CERTIFICATE_MAY_BE_WHY =
  'Some servers also hang up where they do not accept the client certificate: see that this one trusts who issued it.';

/** What a server says of a client's certificate, or of its lack (RFC 8446 §6.2). */
const CERTIFICATE_ALERTS =
  /CERTIFICATE_REQUIRED|ALERT_(BAD|UNSUPPORTED|UNKNOWN|EXPIRED|REVOKED)?_?CERTIFICATE|CERTIFICATE_(EXPIRED|REVOKED|UNKNOWN)|ALERT_UNKNOWN_CA|NO_CERTIFICATE|number (116|4[1-6]|48)\b/;

/** Why no secure connection could be agreed on. The first that fits; `transport-tls-handshake` takes the rest. */
export const TLS_HANDSHAKE_RULES: readonly Rule[] = [
  handshakeRule(
    {
      id: 'tls-no-http-version',
      title: 'The two sides have no HTTP version in common',
      why: 'The version of HTTP is agreed on while TLS is set up, and the server does not have the one that this workspace asks for.',
      reference: 'RFC 7301 §3.2',
    },
    /NO_APPLICATION_PROTOCOL|ERR_NO_HTTP2|number 120\b/,
    ({ workspace: { httpVersion = DEFAULT_HTTP_VERSION } }) => ({
      nextStep:
        httpVersion === 'auto'
          ? 'HTTP/2 and HTTP/1.1 were both offered: look which the server has switched on.'
          : `Only HTTP/${httpVersion} was offered: choose another HTTP version in card 1, or have the server switch this one on.`,
    }),
  ),
  handshakeRule(
    {
      id: 'tls-client-certificate-refused',
      title: 'The server refuses the client certificate',
      why: 'A certificate was ready to be presented, and the server broke the connection off. It may not trust who issued it, find it expired, or want another.',
      reference: 'RFC 8446 §6.2',
    },
    CERTIFICATE_ALERTS,
    ({ workspace }) =>
      presentsCertificate(workspace)
        ? {
            nextStep:
              'See that the server trusts the authority that issued the certificate (one that signs itself has to be registered), that the chain is complete, and that it has not expired.',
            actions: [{ kind: 'choose-key', use: 'certificate' }],
          }
        : null,
  ),
  handshakeRule(
    {
      id: 'tls-client-certificate-required',
      title: 'The server demands a client certificate',
      why: 'It talks only to clients that prove who they are with a certificate (mutual TLS), and this request had none. Nothing of it was processed.',
      reference: 'RFC 8446 §4.4.2.4',
    },
    CERTIFICATE_ALERTS,
    ({ workspace }) => ({
      nextStep:
        'Choose a key with a certificate, or use an address that does not demand one: servers often have two token endpoints, and the metadata lists the other kind under mtls_endpoint_aliases.',
      actions: certificateActions({ workspace }),
    }),
  ),
  handshakeRule(
    {
      id: 'tls-protocol-version',
      title: 'The two sides have no TLS version in common',
      why: 'TLS 1.2 and 1.3 are offered here. Older versions are broken and no longer used, so the server is either very old or misconfigured.',
      reference: 'RFC 8996 §4',
    },
    /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|INAPPROPRIATE_FALLBACK|number (70|86)\b/,
    () => ({ nextStep: 'Have TLS 1.2 or 1.3 switched on at the server.' }),
  ),
  handshakeRule(
    {
      id: 'tls-handshake-refused',
      title: 'The server refuses the TLS connection',
      why: 'It says no more than that. Either the two sides have no cipher in common, or the server demands a client certificate over TLS 1.2.',
      reference: 'RFC 8446 §6.2',
    },
    /HANDSHAKE_FAILURE|INSUFFICIENT_SECURITY|NO_SHARED_CIPHER|NO_CIPHERS|number (40|71)\b/,
    () => ({
      nextStep:
        'Ask the server’s administrator whether a client certificate is demanded, and whether modern ciphers (AES-GCM or ChaCha20 with ECDHE) are allowed.',
    }),
  ),
  handshakeRule(
    {
      id: 'tls-unknown-name',
      title: 'The server has no site of that name',
      why: 'Several sites share this server, and the name in the URL is none of them. The name is sent at the start of TLS so that the server can choose.',
      reference: 'RFC 6066 §3',
    },
    /UNRECOGNIZED_NAME|number 112\b/,
    ({ url }) => ({
      nextStep: `Check the spelling of ${quote(url.hostname)}, and that the name is configured at this server.`,
    }),
  ),
  handshakeRule(
    {
      id: 'tls-server-fault',
      title: 'The server failed while TLS was set up',
      why: 'It reports a fault of its own, for example a certificate or key that it cannot load, or no site configured for this name.',
      reference: 'RFC 8446 §6.2',
    },
    /INTERNAL_ERROR|number 80\b/,
    () => ({ nextStep: 'Look at the server’s log, then try again.', actions: [{ kind: 'retry' }] }),
  ),
  {
    id: 'tls-handshake-cut-off',
    severity: 'fatal',
    title: 'The connection was cut while TLS was set up',
    why: 'The other side hung up without giving a reason. A firewall may not like the host name, or the port may not be meant for HTTPS.',
    reference: 'RFC 8446 §6.1',
    check: ({ exchange: { failure }, url, workspace }) =>
      failure?.stage === 'tls' &&
      (failure.code === 'connection-reset' || failure.code === 'connection-closed')
        ? {
            seen: seenAlert(failure),
            nextStep: `Check that ${url.host} serves HTTPS, and that no firewall or proxy stands in between. Then try again.${presentsCertificate(workspace) ? ` ${CERTIFICATE_MAY_BE_WHY}` : ''}`,
            actions: [{ kind: 'retry' }],
          }
        : null,
  },
];

function seenAlert({ message, platformCode }: TransportFailure): string {
  return platformCode === null || message.includes(platformCode)
    ? quote(message)
    : `${quote(message)} (${platformCode})`;
}
