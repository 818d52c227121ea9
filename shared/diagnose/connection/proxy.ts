import type { TransportFailure } from '../../http/exchange.ts';
import { quote } from '../quote.ts';
import type { Rule } from '../rule.ts';

/** A rule about a proxy that stood in the way of the connection, told apart by the platform's code. */
function proxyRule(rule: Omit<Rule, 'check' | 'severity'>, platformCode: RegExp, nextStep: string): Rule {
  return {
    ...rule,
    severity: 'fatal',
    check: ({ exchange: { failure } }) =>
      failure?.code === 'proxy-failed' && platformCode.test(failure.platformCode ?? '')
        ? { seen: seenFailure(failure), nextStep, actions: [{ kind: 'retry' }] }
        : null,
  };
}

/** What helps where a proxy speaks no Basic. */
export const OTHER_SIGN_IN =
  'Ask the network’s administrator to allow this host without sign-in, or to allow Basic. Or run a local proxy that signs in for you, such as px or cntlm, and enter its address.';

/** What helps where it speaks Basic: with credentials that were sent, and without. */
export const CHECK_CREDENTIALS =
  'Check the proxy’s user name and password in the connection settings of this workspace.';
export const ENTER_CREDENTIALS =
  'Enter the proxy’s user name and password in the connection settings of this workspace.';

/** Why a proxy did not connect us to the server. The first that fits; `transport-proxy-failed` takes the rest. */
export const PROXY_RULES: readonly Rule[] = [
  proxyRule(
    {
      id: 'proxy-scheme',
      title: 'The proxy requires an unsupported sign-in',
      why: 'It offers Negotiate or NTLM, as proxies of Windows networks do; Credence supports Basic only. The request did not reach the server.',
      reference: 'RFC 9110 §11.7',
    },
    /^HTTP_407_SCHEME$/,
    OTHER_SIGN_IN,
  ),
  proxyRule(
    {
      id: 'proxy-credentials',
      title: 'The proxy rejected the user name or password',
      why: 'The request did not reach the server, and the client secret was not sent.',
      reference: 'RFC 9110 §15.5.8',
    },
    /^HTTP_407_REFUSED$/,
    CHECK_CREDENTIALS,
  ),
  proxyRule(
    {
      id: 'proxy-authentication',
      title: 'The proxy requires a user name and password',
      why: 'The request did not reach the server, and the client secret was not sent to anyone.',
      reference: 'RFC 9110 §15.5.8',
    },
    /^HTTP_407$/,
    ENTER_CREDENTIALS,
  ),
  proxyRule(
    {
      id: 'proxy-refused',
      title: 'The proxy refused to connect to this server',
      why: 'Its rules forbid the host or port, or it cannot reach the server itself.',
      reference: 'RFC 9110 §9.3.6',
    },
    /^HTTP_\d{3}$/,
    'Ask the network’s administrator to allow this host and port. If the server is reachable directly, add the host to the proxy exceptions.',
  ),
  proxyRule(
    {
      id: 'proxy-address',
      title: 'The proxy address is invalid',
      why: 'A proxy address is an http:// or https:// URL with a port. Nothing was sent.',
      reference: null,
    },
    /^ERR_PROXY_ADDRESS$/,
    'Correct the proxy’s address, for example http://proxy.example:3128. It may come from the system settings or from HTTPS_PROXY and HTTP_PROXY.',
  ),
];

function seenFailure({ message }: TransportFailure): string {
  return quote(message, 300);
}
