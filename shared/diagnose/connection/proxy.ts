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
  'Ask the network’s administrator to let this host through without a sign-in, or to allow Basic. A small proxy on this machine that signs in for programs, such as px or cntlm, does it too: enter its address instead.';

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
      title: 'The proxy wants a sign-in that is not spoken here',
      why: 'It offers Negotiate, NTLM or the like, as proxies of Windows networks do. Credence signs in to proxies with a user name and password (Basic) alone. The server was not reached.',
      reference: 'RFC 9110 §11.7',
    },
    /^HTTP_407_SCHEME$/,
    OTHER_SIGN_IN,
  ),
  proxyRule(
    {
      id: 'proxy-credentials',
      title: 'The proxy does not accept the user name and password',
      why: 'They were sent to it, and it asks for others. The server was not reached, and the client secret was not sent.',
      reference: 'RFC 9110 §15.5.8',
    },
    /^HTTP_407_REFUSED$/,
    CHECK_CREDENTIALS,
  ),
  proxyRule(
    {
      id: 'proxy-authentication',
      title: 'The proxy wants a user name and password',
      why: 'It connects only those whom it knows. The server was not reached, and the client secret was not sent.',
      reference: 'RFC 9110 §15.5.8',
    },
    /^HTTP_407$/,
    ENTER_CREDENTIALS,
  ),
  proxyRule(
    {
      id: 'proxy-refused',
      title: 'The proxy does not connect to this server',
      why: 'It was asked for a connection and declined: its rules forbid the host or port, or it cannot reach the server itself.',
      reference: 'RFC 9110 §9.3.6',
    },
    /^HTTP_\d{3}$/,
    'Ask the network’s administrator to allow this host and port. If the server can be reached directly, add the host to those that need no proxy.',
  ),
  proxyRule(
    {
      id: 'proxy-address',
      title: 'The address of the proxy is not usable',
      why: 'A proxy is named by an http:// or https:// address with a port. Nothing was sent.',
      reference: null,
    },
    /^ERR_PROXY_ADDRESS$/,
    'Correct the proxy’s address, for example http://proxy.example:3128. It may come from the system’s settings or from the variables HTTPS_PROXY and HTTP_PROXY.',
  ),
];

function seenFailure({ message }: TransportFailure): string {
  return quote(message, 300);
}
