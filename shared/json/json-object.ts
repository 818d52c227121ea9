import { parseJson } from './parse-json.ts';

/** An object as JSON knows it (RFC 8259 §4): no array, not null. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The object that a JSON text is, or null: no JSON, nested too deep, or a value of another kind. */
export function parseJsonObject(text: string): JsonObject | null {
  const value = parseJson(text);
  return isJsonObject(value) ? value : null;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
