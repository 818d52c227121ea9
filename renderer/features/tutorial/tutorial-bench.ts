import type { AppError } from '../../../shared/errors.ts';
import type { ApiRun, TokenRun } from '../../../shared/ipc/runs.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import type { TokenServerState } from '../../../shared/token-server/state.ts';
import type { TutorialPlace, Verdict } from '../../state/slices/tutorial.ts';

/** What can be seen on the bench at one moment: all that a step is judged by. */
export interface Observation {
  readonly server: TokenServerState;
  readonly workspace: Workspace;
  readonly hasSecret: boolean;
  readonly tokenRun: TokenRun | null;
  /** Why the last token request could not be made at all. */
  readonly tokenProblem: AppError | null;
  /** The token that an API call would carry now. */
  readonly token: AccessToken | null;
  readonly apiRun: ApiRun | null;
  readonly apiProblem: AppError | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The hands of the tutorial: each does what a person would do in the window, by the same actions. */
export interface TutorialBench {
  observe(): Observation;
  /** Starts the built-in server, on the port it offers if its own is taken. Resolves when it runs or has failed. */
  startServer(): Promise<void>;
  openBuiltInWorkspace(): Promise<void>;
  chooseClient(clientId: string): Promise<void>;
  setScopes(scopes: readonly string[]): Promise<void>;
  /** Enters a GET of the demo API that any valid token opens. */
  enterApiCall(): Promise<void>;
  requestToken(): Promise<void>;
  callApi(): Promise<void>;
  /** Resolves once the present token has expired by its own lifetime. */
  waitForExpiry(): Promise<void>;
  renewTokenAndRetry(): Promise<void>;
}

/** One step of the tutorial. `act` does it, `check` says honestly what came of it. */
export interface TutorialStep {
  readonly id: string;
  readonly place: TutorialPlace;
  readonly title: string;
  /** Said before it happens. */
  readonly text: string;
  readonly act: (bench: TutorialBench) => Promise<void>;
  readonly check: (seen: Observation) => Verdict;
}
