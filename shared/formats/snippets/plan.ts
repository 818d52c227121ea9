import type { Value } from './value.ts';

/** What a snippet must do, independent of the language. */
export interface SnippetPlan {
  readonly token: TokenCall;
  /** Null if only the token request is needed. */
  readonly api: ApiCall | null;
  readonly tls: TlsPlan;
  readonly timeLimitMs: number;
  /** Names of the environment variables, in order of use. */
  readonly environment: readonly string[];
  readonly notes: readonly string[];
}

export interface TokenCall {
  readonly url: string;
  /** Each name once, ignoring case. No Authorization if `basic` supplies it. */
  readonly headers: readonly HeaderPlan[];
  /** RFC 6749 §2.3.1: the unencoded ID. `encoding` applies to it and to the secret from the environment. */
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
  /** Sent unchanged; the content type is in the headers. */
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
  /** PEM of the CAs in the file beside the program; null if there are none, or verification is off. */
  readonly caFile: string | null;
}

/** Whether names are unique, so that a map can hold the parameters. */
export function hasUniqueNames(parameters: readonly ParameterPlan[]): boolean {
  return new Set(parameters.map(({ name }) => name)).size === parameters.length;
}

/** Whether the program must form-encode itself, instead of using the library. */
export function needsFormEncoder({ basic, body }: TokenCall): boolean {
  if (basic?.encoding === 'form') return true;
  return (
    body.kind === 'raw' && body.value.some((part) => typeof part !== 'string' && part.encoding === 'form')
  );
}
