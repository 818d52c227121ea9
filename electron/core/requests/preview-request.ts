import { lintRequest } from '../../../shared/diagnose/diagnose.ts';
import type { AppError } from '../../../shared/errors.ts';
import { redactRequest } from '../../../shared/http/exchange.ts';
import type { RequestPreview } from '../../../shared/ipc/runs.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import type { Result } from '../../../shared/result.ts';
import type { PreparedRequest } from './prepared-request.ts';

/** The page's view of a prepared request: secrets hidden, oddities listed. */
export function previewRequest(
  prepared: Result<PreparedRequest, AppError>,
  workspace: Workspace,
): RequestPreview {
  if (!prepared.ok) return { request: null, problem: prepared.error, warnings: [] };
  const { request, unresolved } = prepared.value;
  return {
    request: redactRequest(request),
    problem: unresolved,
    warnings: unresolved ? [] : lintRequest(request, workspace),
  };
}
