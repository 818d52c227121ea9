import { z } from 'zod';
import { type AppError, appError } from '../../errors.ts';
import { parseJsonFile } from '../../json/parse-json-file.ts';
import { type Field, type SavedWorkspace, SavedWorkspaceSchema } from '../../model/workspace.ts';
import { err, ok, type Result } from '../../result.ts';
import { type WorkspaceFile, WorkspaceFileSchema } from './file-schema.ts';
import { migrateFile } from './migrate-file.ts';
import type { SealedSecrets } from './sealed-secrets.ts';

export interface ImportedWorkspace {
  readonly workspace: SavedWorkspace;
  /** To be opened with the passphrase; null when the file holds none. */
  readonly secrets: SealedSecrets | null;
}

/**
 * Reads a workspace file of this version or an older one. The workspace gets the given key and is always a custom
 * one; its clients keep their keys, which are unique within a workspace and tie the sealed secrets to them.
 *
 * Fails with `config.invalid`, naming the first member that is wrong; nothing is ever half imported.
 */
export function importWorkspace(
  text: string,
  { id }: { readonly id: string },
): Result<ImportedWorkspace, AppError> {
  const content = parseFile(text);
  if (!content.ok) return content;
  const migrated = migrateFile(content.value);
  if (!migrated.ok) return migrated;
  const file = WorkspaceFileSchema.safeParse(migrated.value);
  if (!file.success) return err(invalidMember(file.error));
  const workspace = SavedWorkspaceSchema.safeParse(readWorkspace(file.data, id));
  if (!workspace.success) return err(invalidMember(workspace.error));
  const problem = findInconsistency(workspace.data);
  if (problem) return err(problem);
  return ok({ workspace: workspace.data, secrets: file.data.secrets ?? null });
}

function readWorkspace({ format, version, secrets, ...file }: WorkspaceFile, id: string): SavedWorkspace {
  return {
    ...file,
    id,
    kind: 'custom',
    clients: file.clients.map(({ request, ...client }) => ({
      ...client,
      request: {
        ...request,
        parameters: readFields(request.parameters, 'parameter'),
        headers: readFields(request.headers, 'header'),
      },
    })),
    apiCalls: file.apiCalls.map((call) => ({ ...call, headers: readFields(call.headers, 'api-header') })),
  };
}

function readFields(fields: readonly Omit<Field, 'id'>[], prefix: string): Field[] {
  return fields.map(({ name, value, enabled }, index) => ({
    id: `${prefix}-${index + 1}`,
    name,
    value,
    enabled,
  }));
}

function findInconsistency({ clients, apiCalls, variables }: SavedWorkspace): AppError | null {
  const ids = clients.map(({ id }) => id);
  if (new Set(ids).size < ids.length) return invalid('clients', 'Two clients have the same id.');
  const callIds = apiCalls.map(({ id }) => id);
  if (new Set(callIds).size < callIds.length) return invalid('apiCalls', 'Two API calls have the same id.');
  if (apiCalls.some(({ clientId }) => clientId !== null && !ids.includes(clientId))) {
    return invalid('apiCalls', 'An API call names a client that is not in the file.');
  }
  const names = variables?.items.map(({ name }) => name) ?? [];
  if (new Set(names).size < names.length) return invalid('variables', 'Two variables have the same name.');
  return null;
}

function parseFile(text: string): Result<unknown, AppError> {
  const json = parseJsonFile(text);
  if (json.ok) return json;
  return err(
    appError('config.invalid', 'The file is not JSON.', {
      nextStep: 'Choose a workspace file that Credence exported.',
      detail: json.error,
    }),
  );
}

function invalidMember(error: z.ZodError): AppError {
  const [issue] = error.issues;
  return invalid(issue ? z.core.toDotPath(issue.path) : '', issue?.message ?? '');
}

function invalid(member: string, reason: string): AppError {
  return appError('config.invalid', `The workspace file has a wrong ${member || 'content'}.`, {
    nextStep: 'Mend that member in a text editor, or export the workspace again where it came from.',
    detail: reason,
  });
}
