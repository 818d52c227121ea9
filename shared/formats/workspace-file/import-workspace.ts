import { z } from 'zod';
import { type AppError, appError } from '../../errors.ts';
import { isJsonObject } from '../../json/json-object.ts';
import { nodeAt, positionAt, type RepeatedName, readJson } from '../../json/json-reader.ts';
import { parseJsonFile } from '../../json/parse-json-file.ts';
import { type Field, type SavedWorkspace, SavedWorkspaceSchema } from '../../model/workspace.ts';
import { err, ok, type Result } from '../../result.ts';
import { describeIssue } from './describe-issue.ts';
import { FILE_FORMAT, type WorkspaceFile, WorkspaceFileSchema } from './file-schema.ts';
import { migrateFile } from './migrate-file.ts';
import type { SealedSecrets } from './sealed-secrets.ts';

export interface ImportedWorkspace {
  readonly workspace: SavedWorkspace;
  /** Opened with the passphrase; null if the file has none. */
  readonly secrets: SealedSecrets | null;
  /** Members that Credence does not know and does not keep, for example `server.issuerUrl (line 4)`. */
  readonly unknown: readonly string[];
}

/**
 * Reads a workspace file of this or an older version. The workspace gets the given key and is always custom; its
 * clients keep their keys, which link them to the sealed secrets.
 * Fails with `config.invalid`, naming the first error and its line; nothing is partially imported.
 */
export function importWorkspace(
  text: string,
  { id }: { readonly id: string },
): Result<ImportedWorkspace, AppError> {
  const content = parseFile(text);
  if (!content.ok) return content;
  const repeated = repeatedNames(text)[0];
  if (repeated) return err(twice(repeated, text));
  const migrated = migrateFile(content.value);
  if (!migrated.ok) return migrated;
  const file = WorkspaceFileSchema.safeParse(migrated.value);
  if (!file.success) return err(invalidMember(file.error, migrated.value, text));
  const workspace = SavedWorkspaceSchema.safeParse(readWorkspace(file.data, id));
  if (!workspace.success) return err(invalidMember(workspace.error, file.data, text));
  const problem = findInconsistency(workspace.data, text);
  if (problem) return err(problem);
  const unknown = unknownIn(migrated.value, file.data).map(
    (path) => `${z.core.toDotPath(path)} (line ${lineOf(path, text)})`,
  );
  return ok({ workspace: workspace.data, secrets: file.data.secrets ?? null, unknown });
}

/** The paths of members that reading left out. */
function unknownIn(
  given: unknown,
  read: unknown,
  path: readonly PropertyKey[] = [],
): readonly PropertyKey[][] {
  if (Array.isArray(given) && Array.isArray(read))
    return given.flatMap((item, index) => unknownIn(item, read[index], [...path, index]));
  if (!isJsonObject(given) || !isJsonObject(read)) return [];
  return Object.entries(given).flatMap(([name, value]) =>
    Object.hasOwn(read, name) ? unknownIn(value, read[name], [...path, name]) : [[...path, name]],
  );
}

function readWorkspace(
  { $schema, format, version, secrets, ...file }: WorkspaceFile,
  id: string,
): SavedWorkspace {
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

function findInconsistency({ clients, apiCalls, variables }: SavedWorkspace, text: string): AppError | null {
  const ids = clients.map(({ id }) => id);
  const client = repeated(ids);
  if (client >= 0) return invalid(['clients', client, 'id'], 'Two clients have the same id.', text);
  const call = repeated(apiCalls.map(({ id }) => id));
  if (call >= 0) return invalid(['apiCalls', call, 'id'], 'Two API calls have the same id.', text);
  const stray = apiCalls.findIndex(({ clientId }) => clientId !== null && !ids.includes(clientId));
  if (stray >= 0) {
    const reason = 'The API call names a client that is not in the file.';
    return invalid(['apiCalls', stray, 'clientId'], reason, text);
  }
  const variable = repeated(variables?.items.map(({ name }) => name) ?? []);
  return variable < 0
    ? null
    : invalid(['variables', 'items', variable, 'name'], 'Two variables have the same name.', text);
}

/** Index of the first duplicate; -1 if there is none. */
function repeated(names: readonly string[]): number {
  return names.findIndex((name, index) => names.indexOf(name) < index);
}

function parseFile(text: string): Result<unknown, AppError> {
  const json = parseJsonFile(text);
  if (json.ok) return json;
  const isOurs = text.includes(FILE_FORMAT);
  return err(
    appError('config.invalid', 'The file is not JSON.', {
      nextStep: isOurs
        ? 'Correct that line in a text editor.'
        : 'Choose a workspace file that Credence exported.',
      detail: json.error,
    }),
  );
}

function repeatedNames(text: string): readonly RepeatedName[] {
  const read = readJson(withoutMark(text));
  return read.ok ? read.repeated : [];
}

/** Of two values, one would be dropped without a word: a wrong merge leaves such files. */
function twice({ name, at }: RepeatedName, text: string): AppError {
  return appError('config.invalid', `The workspace file has ${name} twice in one place.`, {
    nextStep: 'Remove one of the two in a text editor.',
    detail: `Line ${positionAt(text, at).line}: here is the second.`,
  });
}

function invalidMember(error: z.ZodError, content: unknown, text: string): AppError {
  const [issue] = error.issues;
  if (!issue) return invalid([], '', text);
  if (valueAt(content, issue.path) !== undefined) return invalid(issue.path, describeIssue(issue), text);
  return appError('config.invalid', `The workspace file lacks ${z.core.toDotPath(issue.path)}.`, {
    nextStep: 'Add that member in a text editor, or export the workspace again where it came from.',
    detail: `Line ${lineOf(issue.path, text)}: it belongs to what begins here.`,
  });
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, step) => {
    if (Array.isArray(value) && typeof step === 'number') return value[step] as unknown;
    return isJsonObject(value) && Object.hasOwn(value, step) ? value[String(step)] : undefined;
  }, content);
}

function invalid(path: readonly PropertyKey[], reason: string, text: string): AppError {
  const member = z.core.toDotPath(path);
  return appError('config.invalid', `The workspace file has a wrong ${member || 'content'}.`, {
    nextStep: 'Correct that member in a text editor, or export the workspace again where it came from.',
    detail: `Line ${lineOf(path, text)}: ${reason}`,
  });
}

/** The line of the member or its parent: an older file may lack the migrated member. */
function lineOf(path: readonly PropertyKey[], text: string): number {
  const read = readJson(withoutMark(text));
  return read.ok ? positionAt(text, nodeAt(read.node, path).at).line : 1;
}

/** A space in place of the byte order mark keeps every position. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, ' ');
}
