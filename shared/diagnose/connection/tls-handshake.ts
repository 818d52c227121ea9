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
  'Some servers also close the connection when they reject the client certificate: check that this one trusts its CA.';

/** What a server says of a client's certificate, or of its lack (RFC 8446 §6.2). */
const CERTIFICATE_ALERTS =
  /CERTIFICATE_REQUIRED|ALERT_(BAD|UNSUPPORTED|UNKNOWN|EXPIRED|REVOKED)?_?CERTIFICATE|CERTIFICATE_(EXPIRED|REVOKED|UNKNOWN)|ALERT_UNKNOWN_CA|NO_CERTIFICATE|number (116|4[1-6]|48)\b/;

/** Why no secure connection could be agreed on. The first that fits; `transport-tls-handshake` takes the rest. */
export const TLS_HANDSHAKE_RULES: readonly Rule[] = [
  handshakeRule(
    {
      id: 'tls-no-http-version',
      title: 'Client and server share no HTTP version',
      why: 'The HTTP version is negotiated during the TLS handshake (ALPN). The server does not offer the one that this workspace requires.',
      reference: 'RFC 7301 §3.2',
    },
    /NO_APPLICATION_PROTOCOL|ERR_NO_HTTP2|number 120\b/,
    ({ workspace: { httpVersion = DEFAULT_HTTP_VERSION } }) => ({
      nextStep:
        httpVersion === 'auto'
          ? 'HTTP/2 and HTTP/1.1 were both offered: check which one the server has enabled.'
          : `Only HTTP/${httpVersion} was offered: choose another HTTP version in step 1, or enable this one on the server.`,
    }),
  ),
  handshakeRule(
    {
      id: 'tls-client-certificate-refused',
      title: 'The server rejected the client certificate',
      why: 'The server ended the handshake after the certificate. It may not trust the issuer, consider it expired, or expect another one.',
      reference: 'RFC 8446 §6.2',
    },
    CERTIFICATE_ALERTS,
    ({ workspace }) =>
      presentsCertificate(workspace)
        ? {
            nextStep:
              'Check that the server trusts the certificate’s CA, that the chain is complete, and that it has not expired. A self-signed certificate must be registered at the server.',
            actions: [{ kind: 'choose-key', use: 'certificate' }],
          }
        : null,
  ),
  handshakeRule(
    {
      id: 'tls-client-certificate-required',
      title: 'The server requires a client certificate',
      why: 'The server accepts only clients with a certificate (mutual TLS), and this request had none. It was not processed.',
      reference: 'RFC 8446 §4.4.2.4',
    },
    CERTIFICATE_ALERTS,
    ({ workspace }) => ({
      nextStep:
        'Choose a key with a certificate, or use a URL that does not require one. Servers often have two token endpoints; the metadata lists those for mutual TLS under mtls_endpoint_aliases.',
      actions: certificateActions({ workspace }),
    }),
  ),
  handshakeRule(
    {
      id: 'tls-protocol-version',
      title: 'Client and server share no TLS version',
      why: 'Credence offers TLS 1.2 and 1.3. Older versions are insecure, so the server is outdated or misconfigured.',
      reference: 'RFC 8996 §4',
    },
    /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|INAPPROPRIATE_FALLBACK|number (70|86)\b/,
    () => ({ nextStep: 'Enable TLS 1.2 or 1.3 on the server.' }),
  ),
  handshakeRule(
    {
      id: 'tls-handshake-refused',
      title: 'The server refused the TLS handshake',
      why: 'The server gave no reason. Either there is no common cipher, or it requires a client certificate over TLS 1.2.',
      reference: 'RFC 8446 §6.2',
    },
    /HANDSHAKE_FAILURE|INSUFFICIENT_SECURITY|NO_SHARED_CIPHER|NO_CIPHERS|number (40|71)\b/,
    () => ({
      nextStep:
        'Ask the server’s administrator whether it requires a client certificate, and whether modern ciphers (AES-GCM or ChaCha20 with ECDHE) are enabled.',
    }),
  ),
  handshakeRule(
    {
      id: 'tls-unknown-name',
      title: 'The server does not know this host name',
      why: 'Several sites share this server, and none has the host name in the URL (SNI).',
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
      title: 'The server failed during the TLS handshake',
      why: 'The server reports an internal error, for example a certificate it cannot load, or no site for this name.',
      reference: 'RFC 8446 §6.2',
    },
    /INTERNAL_ERROR|number 80\b/,
    () => ({ nextStep: 'Look at the server’s log, then try again.', actions: [{ kind: 'retry' }] }),
  ),
  {
    id: 'tls-handshake-cut-off',
    severity: 'fatal',
    title: 'The connection broke during the TLS handshake',
    why: 'The connection closed without an error message. A firewall may block the host name, or the port may not serve HTTPS.',
    reference: 'RFC 8446 §6.1',
    check: ({ exchange: { failure }, url, workspace }) =>
      failure?.stage === 'tls' &&
      (failure.code === 'connection-reset' || failure.code === 'connection-closed')
        ? {
            seen: seenAlert(failure),
            nextStep: `Check that ${url.host} serves HTTPS, and that no firewall or proxy is in between. Then try again.${presentsCertificate(workspace) ? ` ${CERTIFICATE_MAY_BE_WHY}` : ''}`,
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
