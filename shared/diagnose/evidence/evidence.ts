import type { MetadataAddress } from '../../discovery/well-known-addresses.ts';
import type { Exchange } from '../../http/exchange.ts';
import type { Client, Workspace } from '../../model/workspace.ts';
import type { Challenge } from '../../oauth/challenge.ts';
import type { DpopProof } from '../../oauth/dpop/dpop.ts';
import type { AccessToken } from '../../oauth/token/token.ts';
import type { TokenOutcome } from '../../oauth/token/token-outcome.ts';
import type { Answer } from './answer-model.ts';
import type { Memory } from './memory.ts';
import type { KnownMetadata } from './metadata.ts';
import type { MisplacedError } from './misplaced-error.ts';
import type { Sent } from './sent.ts';
import type { SentCredentials } from './sent-credentials.ts';

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
  /** The last success of the same client at the same endpoint, and what changed since. */
  readonly memory?: Memory | null;
  /** What the built-in token server wrote in its log about this request: `invalid_client: the secret does not match`. */
  readonly serverLog?: string | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** All that the diagnosis looks at, read once. */
export interface Evidence {
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
  readonly shape: Sent;
  /** The proof of possession that was sent, as it can be read. */
  readonly proof: DpopProof | null;
  /** 0 without a response. */
  readonly status: number;
  /** The response's body without surrounding white space. */
  readonly text: string;
  readonly challenges: readonly Challenge[];
  readonly answer: Answer;
  readonly memory: Memory | null;
  readonly serverLog: string | null;
}

/** The values of a parameter, in order. */
export function valuesOf(parameters: Evidence['parameters'], name: string): string[] {
  return parameters.filter(([key]) => key === name).map(([, value]) => value);
}
