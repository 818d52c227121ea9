import { err, ok, type Result } from '../result.ts';
import { positionAt, readJson } from './json-reader.ts';
import { parseJson } from './parse-json.ts';

/**
 * The value of a JSON file, or where and why it is invalid, without quoting possibly secret text. Windows editors write
 * a byte order mark, which a parser may ignore (RFC 8259 §8.1).
 */
export function parseJsonFile(text: string): Result<unknown, string> {
  const json = text.replace(/^\uFEFF/, '');
  const value = parseJson(json);
  if (value !== undefined) return ok(value);
  const read = readJson(json);
  if (read.ok) return ok(read.node.value);
  const { line, column } = positionAt(json, read.at);
  return err(`Line ${line}, column ${column}: ${read.message}.`);
}
