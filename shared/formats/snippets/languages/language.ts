import type { AppError } from '../../../errors.ts';
import type { SnippetPlan } from '../plan.ts';
import type { SnippetTarget } from '../snippet.ts';

/** What each language implements. */
export interface Language {
  readonly fileName: (target: SnippetTarget) => string;
  readonly command: (target: SnippetTarget, plan: SnippetPlan) => string;
  readonly write: (plan: SnippetPlan) => string;
  /** Why this language cannot make the call, although others can. */
  readonly findObstacle?: (plan: SnippetPlan) => AppError | null;
  readonly notes?: (plan: SnippetPlan) => readonly string[];
}
