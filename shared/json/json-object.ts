import { parseJson } from './parse-json.ts';

/** A JSON object (RFC 8259 §4): not an array, not null. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The object in a JSON text, or null if it is not JSON, too deep, or another type. */
export function parseJsonObject(text: string): JsonObject | null {
  const value = parseJson(text);
  return isJsonObject(value) ? value : null;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
