import type { AppError } from '../errors.ts';
import type { Workspace } from '../model/workspace.ts';
import { problemOf } from './describe-problem.ts';
import type { SecretValues } from './fill-secrets.ts';
import { findProblems, type RequestKind } from './find-problems.ts';
import type { TemplatePlace } from './map-templates.ts';
import type { ResolvedText } from './resolve-text.ts';
import type { Resolution, VariableProblem } from './resolve-workspace.ts';
import { secretsIn } from './secret-marks.ts';

/**
 * Fails with `config.unresolved-variable` if the request references a variable without a value. A literal `{{tenant}}`
 * in a request would fail for no visible reason.
 */
export function checkResolved(
  resolution: Resolution,
  kind: RequestKind,
  secrets: SecretValues,
): AppError | null {
  return problemOf(
    findProblems(resolution, kind, (name) => secrets.has(name)),
    resolution.workspace,
  );
}

/** The same for a text outside the workspace, for example the client's secret. `label` is its field's. */
export function checkText(
  { text, problems }: ResolvedText,
  label: string,
  secrets: SecretValues,
  workspace: Workspace,
): AppError | null {
  const place: TemplatePlace = {
    label,
    part: 'client',
    secrets: 'allowed',
    encoding: 'none',
    used: true,
  };
  const missing = secretsIn(text).filter((name) => !secrets.has(name));
  const all: VariableProblem[] = [
    ...problems.map((problem) => ({ ...problem, place })),
    ...missing.map((name) => ({ kind: 'empty' as const, name, place })),
  ];
  return problemOf(all, workspace);
}
