import { metadataOf } from '../../discovery/kept-metadata.ts';
import type { MetadataAddress } from '../../discovery/well-known-addresses.ts';
import type { Exchange, HttpRequest } from '../../http/exchange.ts';
import { responseHeaders } from '../../http/response.ts';
import { isLoopbackHost } from '../../http/target-url.ts';
import { activeClient } from '../../model/active-client.ts';
import type { Client, Workspace } from '../../model/workspace.ts';
import { type Challenge, parseChallenges } from '../../oauth/challenge.ts';
import { type DpopProof, proofOf } from '../../oauth/dpop/dpop.ts';
import { parseScope } from '../../oauth/request/scope.ts';
import type { AccessToken } from '../../oauth/token/token.ts';
import type { TokenOutcome } from '../../oauth/token/token-outcome.ts';
import { readTokenOutcome } from '../../oauth/token/token-response.ts';
import { readIntrospection } from '../../oauth/token-operations/introspection.ts';
import { readRevocation } from '../../oauth/token-operations/revocation.ts';
import { parseForm } from '../../text/form-encoding.ts';
import { maskText } from '../../text/sensitive-text.ts';
import { resolveWorkspace } from '../../variables/resolve-workspace.ts';
import type { KnownMetadata } from './metadata.ts';
import { type MisplacedError, recoverError } from './misplaced-error.ts';
import { readSentCredentials, type SentCredentials } from './sent-credentials.ts';

/** What a diagnosis may know beside the exchange itself. */
export interface DiagnoseContext {
  readonly workspace: Workspace;
  /** What the token endpoint's answer says; read from the exchange when it is null or left out. */
  readonly outcome?: TokenOutcome | null;
  /** The token that a request carried, where known. */
  readonly token?: AccessToken | null;
  /** The server's metadata: lets findings name its token endpoint and methods. Left out, the workspace's own is taken. */
  readonly metadata?: KnownMetadata | null;
  /** For a request for metadata: what the document there has to name as its issuer. */
  readonly expectedIssuer?: Pick<MetadataAddress, 'issuer' | 'exact'> | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** All that the rules look at, read once. */
export interface Facts {
  readonly exchange: Exchange;
  readonly workspace: Workspace;
  readonly client: Client;
  readonly outcome: TokenOutcome | null;
  /** Where an OAuth error was found that is not where RFC 6749 §5.2 has it; else null. */
  readonly misplacedError: MisplacedError['place'] | null;
  readonly token: AccessToken | null;
  readonly metadata: KnownMetadata | null;
  readonly expectedIssuer: Pick<MetadataAddress, 'issuer' | 'exact'> | null;
  readonly now: number;
  readonly url: URL;
  readonly loopback: boolean;
  /** The body's form parameters, decoded; secrets are masked. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly requestedScopes: readonly string[];
  readonly sent: SentCredentials;
  /** The proof of possession that was sent, as it can be read. */
  readonly proof: DpopProof | null;
  /** 0 without a response. */
  readonly status: number;
  /** The response's body without surrounding white space. */
  readonly text: string;
  readonly challenges: readonly Challenge[];
}

export function collectFacts(exchange: Exchange, context: DiagnoseContext): Facts {
  const { request, response } = exchange;
  const { workspace } = resolveWorkspace(context.workspace);
  const url = new URL(URL.canParse(request.url) ? request.url : 'https://invalid.invalid/');
  const parameters = formParameters(request);
  const text = response?.body.text.replace(/^\uFEFF/, '').trim() ?? '';
  const outcome = context.outcome ?? outcomeOf(exchange);
  const challenges = parseChallenges(responseHeaders(response?.headers ?? [], 'www-authenticate'));
  const misplaced = recoverError(outcome, text, challenges);
  return {
    exchange,
    workspace,
    client: activeClient(workspace),
    outcome: misplaced?.outcome ?? outcome,
    misplacedError: misplaced?.place ?? null,
    token: context.token ?? null,
    metadata: context.metadata ?? metadataOf(workspace),
    expectedIssuer: context.expectedIssuer ?? null,
    now: context.now,
    url,
    loopback: isLoopbackHost(url.hostname),
    parameters,
    requestedScopes: parseScope(valuesOf(parameters, 'scope').join(' ')),
    sent: readSentCredentials(request),
    proof: proofOf(request),
    status: response?.status ?? 0,
    text,
    challenges,
  };
}

/** What a token endpoint says, or the error of an endpoint that does something with a token. */
function outcomeOf(exchange: Exchange): TokenOutcome | null {
  if (exchange.purpose === 'token') return readTokenOutcome(exchange);
  const answer =
    exchange.purpose === 'introspection'
      ? readIntrospection(exchange)
      : exchange.purpose === 'revocation'
        ? readRevocation(exchange)
        : null;
  return answer?.kind === 'error' ? answer : null;
}

/** The values of a parameter, in order. */
export function valuesOf(parameters: Facts['parameters'], name: string): string[] {
  return parameters.filter(([key]) => key === name).map(([, value]) => value);
}

function formParameters(request: HttpRequest): [string, string][] {
  return request.body ? parseForm(maskText(request.body)) : [];
}
