import { type CurlCommand, parseCurl } from '../curl/read/parse-curl.ts';
import { type AppError, appError } from '../errors.ts';
import { isJsonObject, type JsonObject } from '../json/json-object.ts';
import { parseJsonFile } from '../json/parse-json-file.ts';
import { decodeJwt, readJweHeader } from '../oauth/jwt/jwt.ts';
import { err, ok, type Result } from '../result.ts';
import { type HarImport, harToExchanges } from './har/har-to-exchanges.ts';
import { type PostmanImport, readPostmanCollection } from './postman/read-collection.ts';
import { FILE_FORMAT } from './workspace-file/file-schema.ts';
import { type ImportedWorkspace, importWorkspace } from './workspace-file/import-workspace.ts';

/** A recognised and parsed text. */
export type ImportReading =
  /** An access token: a JWT, signed or encrypted, or the text after `Bearer` or `DPoP`. */
  | { readonly kind: 'token'; readonly value: string }
  /** Just an http or https URL. */
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'curl'; readonly command: CurlCommand }
  /** An exchange's id is the index of its entry in the file. */
  | { readonly kind: 'har'; readonly har: HarImport }
  | { readonly kind: 'postman'; readonly collection: PostmanImport }
  /** The workspace has the ID `imported` until the main process assigns one. */
  | { readonly kind: 'workspace'; readonly file: ImportedWorkspace };

/**
 * Recognises a pasted or opened text by its content: a token, a URL, a curl command, a HAR file, a Postman collection
 * or a workspace file. Ignores file names. Fails with `config.invalid`. Never throws.
 */
export function readImport(text: string): Result<ImportReading, AppError> {
  const one = readOneWord(text);
  if (one) return ok(one);
  if (!/^[\s\ufeff]*[{[]/.test(text)) return mapOk(parseCurl(text), (command) => ({ kind: 'curl', command }));
  const content = parseMembers(text);
  if (!content.ok) return content;
  const members = content.value;
  if (members.format === FILE_FORMAT) {
    return mapOk(importWorkspace(text, { id: 'imported' }), (file) => ({ kind: 'workspace', file }));
  }
  if ('log' in members) {
    return mapOk(harToExchanges(text, { idFor: String }), (har) => ({ kind: 'har', har }));
  }
  // Postman's API wraps what its UI exports directly.
  const wrapped = members.collection;
  if ('info' in members) {
    return mapOk(readPostmanCollection(text), (collection) => ({ kind: 'postman', collection }));
  }
  if (isJsonObject(wrapped) && 'info' in wrapped) {
    return mapOk(readPostmanCollection(JSON.stringify(wrapped)), (collection) => ({
      kind: 'postman',
      collection,
    }));
  }
  return err(
    appError('config.invalid', 'This is JSON, but none of the formats that can be imported.', {
      nextStep: EXPECTED,
      detail: `Its members: ${Object.keys(members).slice(0, 10).join(', ')}`,
    }),
  );
}

/** A token or a URL: one word, after an optional token prefix. */
function readOneWord(text: string): ImportReading | null {
  const [, scheme, word = ''] = /^\s*(?:Authorization:\s*)?(Bearer\s+|DPoP\s+)?(\S+)\s*$/i.exec(text) ?? [];
  if (word === '' || word.length > LONGEST_TOKEN) return null;
  if (/^https?:\/\//i.test(word)) return URL.canParse(word) ? { kind: 'url', url: word } : null;
  const isToken = scheme !== undefined || decodeJwt(word) !== null || readJweHeader(word) !== null;
  return isToken ? { kind: 'token', value: word } : null;
}

/** Characters. More than any server accepts in a header. */
const LONGEST_TOKEN = 100_000;

const EXPECTED =
  'Paste or open a token, a URL, a curl command, a HAR file (log with entries), a Postman collection v2.1 or a workspace file of Credence.';

function parseMembers(text: string): Result<JsonObject, AppError> {
  const json = parseJsonFile(text);
  if (!json.ok) {
    return err(
      appError('config.invalid', 'This begins like JSON, but is not: it may be cut off.', {
        nextStep: 'Paste the whole text, or open the file instead.',
        detail: json.error,
      }),
    );
  }
  if (isJsonObject(json.value)) return ok(json.value);
  return err(
    appError('config.invalid', 'This is a JSON list, and none of the formats is one.', {
      nextStep: EXPECTED,
    }),
  );
}

function mapOk<T>(
  result: Result<T, AppError>,
  reading: (value: T) => ImportReading,
): Result<ImportReading, AppError> {
  return result.ok ? ok(reading(result.value)) : result;
}
