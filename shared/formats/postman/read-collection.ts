import type { z } from 'zod';
import { type AppError, appError } from '../../errors.ts';
import { parseJsonFile } from '../../json/parse-json-file.ts';
import { err, ok, type Result } from '../../result.ts';
import { writeReference } from '../../variables/references.ts';
import { type AuthSchema, CollectionSchema, ItemSchema, type PostmanItem } from './collection-schema.ts';
import { fillVariables } from './fill-variables.ts';
import { readApiRequest } from './read-api-request.ts';
import { type PostmanAuth, readOauth2 } from './read-oauth2.ts';

export interface PostmanImport {
  /** The collection's name. */
  readonly name: string;
  /** One for each place in the collection with its own OAuth 2.0 settings. */
  readonly found: readonly PostmanAuth[];
  /** Notes about the whole collection. */
  readonly notes: readonly string[];
}

/** Postman has no nesting limit, but nobody nests this deep. */
const DEEPEST = 50;

/**
 * Finds the OAuth 2.0 settings of a Postman collection (v2.1 and v2.0): its own, its folders' and its requests'. Skips
 * inherited ones. Fills in variables such as `{{base_url}}` that the collection defines. Others stay and are listed in
 * the notes, because their values are in environments outside the file.
 * Fails with `config.invalid` if the text is not such a collection.
 */
export function readPostmanCollection(text: string): Result<PostmanImport, AppError> {
  const json = parseJsonFile(text);
  if (!json.ok) return err(notJson(json.error));
  const { content, filled } = fillVariables(json.value);
  const parsed = CollectionSchema.safeParse(content);
  if (!parsed.success) return err(notACollection());
  const { info, item, auth } = parsed.data;
  if (!/\/v2\.[01]\.\d+\//.test(info.schema)) {
    return err(
      appError('config.invalid', `The collection has the format ${info.schema}, which is not known here.`, {
        nextStep: 'Export it from Postman as “Collection v2.1”.',
      }),
    );
  }
  const found: PostmanAuth[] = [];
  const notes = new Set<string>();
  visit({ name: info.name, auth, item }, [], found, notes);
  if (filled.length > 0) {
    notes.add(`Filled in with the collection’s own values: ${filled.map(writeReference).join(', ')}.`);
  }
  return ok({ name: info.name, found, notes: [...notes] });
}

function visit(
  { name, auth, item, request = null }: PostmanItem,
  above: readonly string[],
  found: PostmanAuth[],
  notes: Set<string>,
): void {
  const path = [...above, name];
  const own = auth ?? request?.auth ?? null;
  if (own?.type === 'oauth2') found.push(readAuth(own, path, request));
  else if (own && own.type !== 'noauth' && own.type !== 'inherit') {
    notes.add(`Authorization of the type “${own.type}” is not OAuth 2.0 and was left out.`);
  }
  if (path.length >= DEEPEST) {
    notes.add(`Folders more than ${DEEPEST} deep were not looked into.`);
    return;
  }
  for (const content of item ?? []) {
    const child = ItemSchema.safeParse(content);
    if (child.success) visit(child.data, path, found, notes);
    else notes.add(`Something in “${name}” is neither a folder nor a request and was left out.`);
  }
}

function readAuth(
  auth: NonNullable<z.infer<typeof AuthSchema>>,
  path: readonly string[],
  request: PostmanItem['request'] | null,
): PostmanAuth {
  const read = readOauth2(auth.oauth2 ?? [], path);
  if (!request) return read;
  const { api, notes } = readApiRequest(request);
  return { ...read, settings: { ...read.settings, api }, notes: [...read.notes, ...notes] };
}

function notJson(detail: string): AppError {
  return appError('config.invalid', 'The file is not JSON.', {
    nextStep: 'Export the collection from Postman as “Collection v2.1”.',
    detail,
  });
}

function notACollection(): AppError {
  return appError('config.invalid', 'The file is JSON, but not a Postman collection.', {
    nextStep:
      'Export the collection from Postman as “Collection v2.1”. An environment or a dump is another format.',
  });
}
