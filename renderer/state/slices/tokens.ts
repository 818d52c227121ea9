import type {
  IntrospectionRun,
  RevocationRun,
  SignatureCheck,
} from '../../../shared/ipc/token-operations.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import type { IntrospectionFormat } from '../../../shared/oauth/token-operations/introspection.ts';
import { idleRun, type RunState } from './runs.ts';

/** Access tokens live in memory only. The shelf holds those of this session, as many as anyone looks at. */
export interface TokensSlice {
  /** By the token's id. */
  readonly byId: Readonly<Record<string, AccessToken>>;
  /** The token that Call API attaches, by workspace id. */
  readonly currentIds: Readonly<Record<string, string>>;
  /** What was done with each token at its server, by the token's id. */
  readonly operations: Readonly<Record<string, TokenOperations>>;
  readonly introspection: IntrospectionChoice;
  readonly shelf: TokenShelfState;
  /**
   * The stale token that a call was asked for with, by workspace id: it is not sent before the person has said so.
   */
  readonly staleQuestions: Readonly<Record<string, string>>;
}

/** What was done with a token, and what came of it last. */
export interface TokenOperations {
  readonly introspection: RunState<IntrospectionRun>;
  readonly revocation: RunState<RevocationRun>;
  readonly verification: RunState<SignatureCheck>;
}

/** How to ask; the same for each token until it is changed. */
export interface IntrospectionChoice {
  readonly format: IntrospectionFormat;
  /** `token_type_hint`; empty: not sent. */
  readonly hint: string;
  /** The client that asks, by its key; null: the one that the token was issued to. */
  readonly clientKey: string | null;
}

interface TokenShelfState {
  readonly open: boolean;
  /** Chosen to be compared, the left one first; at most two. */
  readonly chosen: readonly string[];
  readonly comparing: boolean;
}

export const NO_OPERATIONS: TokenOperations = {
  introspection: idleRun,
  revocation: idleRun,
  verification: idleRun,
};

export const initialTokens: TokensSlice = {
  byId: {},
  currentIds: {},
  operations: {},
  introspection: { format: 'json', hint: '', clientKey: null },
  shelf: { open: false, chosen: [], comparing: false },
  staleQuestions: {},
};
