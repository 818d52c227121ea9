import type { SignatureVerdict } from '../../oauth/jwt/signature-verdict.ts';
import type { FindingAction } from '../finding.ts';
import type { Confidence } from '../rank.ts';

/** The most requests of a plan. */
export const MOST_PROBE_REQUESTS = 6;

/** The one thing that a probe changes, or asks. */
export type Variation =
  /** Sends the client's ID and secret in another place or encoding (RFC 6749 §2.3.1). */
  | {
      readonly kind: 'secret';
      readonly method: 'client_secret_basic' | 'client_secret_post';
      readonly encoding: 'form' | 'raw';
    }
  /** Requests these scopes instead; an empty list requests none. */
  | { readonly kind: 'scopes'; readonly scopes: readonly string[] }
  /** Leaves out `resource` and `audience`. */
  | { readonly kind: 'no-target' }
  | { readonly kind: 'assertion-audience'; readonly to: 'issuer' | 'token-endpoint' }
  | { readonly kind: 'assertion-type'; readonly to: string }
  /** Adds a proof (RFC 9449) by this key of the workspace. */
  | { readonly kind: 'proof'; readonly keyId: string }
  /** Looks for the server's metadata, at so many URLs at most. */
  | { readonly kind: 'metadata'; readonly most: number }
  | { readonly kind: 'introspection' }
  | { readonly kind: 'signature' }
  /** The API's own metadata (RFC 9728). */
  | { readonly kind: 'resource-metadata'; readonly url: string }
  /** The same call without its token. */
  | { readonly kind: 'no-token' }
  /** The same call with a new token. */
  | { readonly kind: 'new-token' };

export interface ProbeStep {
  readonly id: string;
  readonly variation: Variation;
  /** How many requests it takes at most. */
  readonly requests: number;
  /** Nothing after it is needed if the server accepts it. */
  readonly isDecisive?: true;
  /** The step that has to be accepted first. */
  readonly after?: string;
}

export interface ProbePlan {
  /** Which request is in question. */
  readonly of: 'token' | 'api';
  readonly steps: readonly ProbeStep[];
  /** At most. */
  readonly requests: number;
  /** The hosts beyond this computer that it sends to: the user has to agree first. */
  readonly remoteHosts: readonly string[];
  /** How many requests carry the client's credentials: after several that fail, servers may lock a client. */
  readonly withCredentials: number;
}

/** What came of a step. Holds no secret and no token. */
export interface ProbeAnswer {
  /** In the history; null where nothing had to be sent. */
  readonly exchangeId: string | null;
  /** How many were sent. */
  readonly requests: number;
  /** `failed`: there was no response. */
  readonly outcome: 'accepted' | 'refused' | 'failed';
  readonly status: number | null;
  readonly code: string | null;
  /** The status, code and words of the response, on one line. */
  readonly said: string;
  readonly found?: ProbeFacts;
}

/** What a step that asks brought to light. */
export type ProbeFacts =
  | {
      readonly kind: 'metadata';
      readonly tokenEndpoint: string | null;
      readonly methods: readonly string[];
    }
  | {
      readonly kind: 'introspection';
      readonly active: boolean;
      readonly audience: readonly string[] | null;
      readonly scopes: readonly string[] | null;
    }
  | { readonly kind: 'signature'; readonly verdict: SignatureVerdict['kind'] }
  | {
      readonly kind: 'resource';
      readonly resource: string | null;
      readonly authorizationServers: readonly string[];
      readonly scopes: readonly string[];
      readonly needsProof: boolean;
    };

export interface ProbeResult {
  readonly step: ProbeStep;
  readonly answer: ProbeAnswer;
}

export interface ProbeConclusion {
  readonly headline: string;
  readonly sentence: string;
  readonly confidence: Confidence;
  /** What “Use this” applies, all of it; empty where no click can. */
  readonly actions: readonly FindingAction[];
}
