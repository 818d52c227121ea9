import type { Value } from './value.ts';

/** What a snippet has to do, in no language yet. */
export interface SnippetPlan {
  readonly token: TokenCall;
  /** Null where only the token call is asked for. */
  readonly api: ApiCall | null;
  readonly tls: TlsPlan;
  readonly timeLimitMs: number;
  /** Names of the environment variables used, in the order of their use. */
  readonly environment: readonly string[];
  readonly notes: readonly string[];
}

export interface TokenCall {
  readonly url: string;
  /** Each name once (in any case). No Authorization where `basic` makes it. */
  readonly headers: readonly HeaderPlan[];
  /** RFC 6749 §2.3.1: the id as it is, to be encoded as `encoding` says, like the secret in the environment. */
  readonly basic: BasicPlan | null;
  readonly body: BodyPlan;
}

export interface BasicPlan {
  readonly clientId: string;
  readonly encoding: 'form' | 'raw';
  /** The environment variable of the secret. */
  readonly variable: string;
}

type BodyPlan =
  | { readonly kind: 'form'; readonly parameters: readonly ParameterPlan[] }
  /** Sent as it is; the content type is among the headers. */
  | { readonly kind: 'raw'; readonly value: Value };

export interface HeaderPlan {
  readonly name: string;
  readonly value: Value;
}

export interface ParameterPlan {
  readonly name: string;
  readonly value: Value;
}

export interface ApiCall {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderPlan[];
  readonly body: string | null;
}

export interface TlsPlan {
  readonly verify: boolean;
  /** PEM of the authorities in the file that lies beside the program; null when there are none, or verification is off. */
  readonly caFile: string | null;
}

/** Whether names are unique, so that a language's map can hold the parameters. */
export function hasUniqueNames(parameters: readonly ParameterPlan[]): boolean {
  return new Set(parameters.map(({ name }) => name)).size === parameters.length;
}

/** Whether the program has to form encode text itself, rather than leave it to the library's form. */
export function needsFormEncoder({ basic, body }: TokenCall): boolean {
  if (basic?.encoding === 'form') return true;
  return (
    body.kind === 'raw' && body.value.some((part) => typeof part !== 'string' && part.encoding === 'form')
  );
}
