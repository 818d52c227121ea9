import type { AppError } from '../../errors.ts';
import type { Workspace } from '../../model/workspace.ts';
import { err, ok, type Result } from '../../result.ts';
import { CA_FILE } from '../../tls/ca-file.ts';
import { buildPlan } from './build-plan.ts';
import { csharp } from './languages/csharp.ts';
import { go } from './languages/go.ts';
import { java } from './languages/java.ts';
import { javascript } from './languages/javascript.ts';
import type { Language } from './languages/language.ts';
import { php } from './languages/php.ts';
import { python } from './languages/python.ts';
import type { Snippet, SnippetLanguage, SnippetTarget } from './snippet.ts';

const LANGUAGES: Readonly<Record<SnippetLanguage, Language>> = { javascript, python, java, csharp, go, php };

export interface SnippetOptions {
  readonly language: SnippetLanguage;
  readonly target: SnippetTarget;
}

/**
 * Generates a program for a workspace's token request (RFC 6749 §4.4.2), or its API call (RFC 6750 §2.1) with a cached
 * token. The token is renewed shortly before `expires_in`, and once after a 401. Secrets come from the environment;
 * none is in the text, even if the user typed it as a parameter.
 * Fails with `config.invalid` if there is no valid request, or a snippet would not be faithful (client authentication
 * with keys, DPoP).
 */
export function buildSnippet(
  workspace: Workspace,
  { language, target }: SnippetOptions,
): Result<Snippet, AppError> {
  const plan = buildPlan(workspace, target);
  if (!plan.ok) return plan;
  const writer = LANGUAGES[language];
  const obstacle = writer.findObstacle?.(plan.value) ?? null;
  if (obstacle) return err(obstacle);
  const { caFile } = plan.value.tls;
  return ok({
    language,
    text: writer.write(plan.value),
    fileName: writer.fileName(target),
    command: writer.command(target, plan.value),
    environment: plan.value.environment,
    files: caFile === null ? [] : [{ name: CA_FILE, text: caFile }],
    notes: [...plan.value.notes, ...(writer.notes?.(plan.value) ?? [])],
  });
}
