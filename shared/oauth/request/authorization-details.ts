import { isJsonObject } from '../../json/json-object.ts';
import { type JsonNode, positionAt, readJson, type TextPosition } from '../../json/json-reader.ts';
import { MASK } from '../../text/sensitive-text.ts';

/** An error in `authorization_details`, and its position. */
interface DetailsProblem extends TextPosition {
  readonly message: string;
}

export interface ReadDetails {
  readonly problems: readonly DetailsProblem[];
  /** The `type` of each element, in order, except masked ones. */
  readonly types: readonly string[];
}

/** The members defined for every type (RFC 9396 §2.2); others belong to the type. */
const LISTS = ['locations', 'actions', 'datatypes', 'privileges'];

/**
 * Validates `authorization_details` (RFC 9396 §2): a JSON array of objects, each with a string `type`. The members of
 * §2.2 are arrays of strings; `identifier` is a string. An empty text is valid: it is not sent. A mask outside JSON
 * strings cannot be judged.
 */
export function readAuthorizationDetails(text: string): ReadDetails {
  if (text.trim() === '') return { problems: [], types: [] };
  const problem = (at: number, message: string): DetailsProblem => ({ ...positionAt(text, at), message });
  const read = readJson(text);
  if (!read.ok && text.startsWith(MASK, read.at)) return { problems: [], types: [] };
  if (!read.ok) return { problems: [problem(read.at, `Not JSON: ${lowerFirst(read.message)}.`)], types: [] };
  const { node } = read;
  if (!Array.isArray(node.value)) {
    return { problems: [problem(node.at, 'It has to be an array: put [ and ] around it.')], types: [] };
  }
  if (node.items.length === 0) {
    return { problems: [problem(node.at, 'The array is empty: it asks for nothing.')], types: [] };
  }
  return {
    problems: node.items.flatMap((item) => elementMessages(item).map((message) => problem(item.at, message))),
    types: node.items.flatMap(({ value }) =>
      isJsonObject(value) && isVisibleText(value.type) ? [value.type] : [],
    ),
  };
}

function elementMessages({ value }: JsonNode): string[] {
  if (!isJsonObject(value)) return ['Each element has to be an object: { "type": "…" }.'];
  const { type, identifier } = value;
  return [
    ...(type === undefined ? ['The object has no “type”.'] : []),
    ...(type !== undefined && (typeof type !== 'string' || type === '') ? ['“type” has to be a text.'] : []),
    ...LISTS.filter((name) => value[name] !== undefined && !isListOfTexts(value[name])).map(
      (name) => `“${name}” has to be an array of texts.`,
    ),
    ...(identifier !== undefined && typeof identifier !== 'string' ? ['“identifier” has to be a text.'] : []),
  ];
}

function isVisibleText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !value.includes(MASK);
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Appends an element of a type. Replaces a text that is not an array. */
export function addDetailsElement(text: string, type: string): string {
  const element = `  {\n    "type": ${JSON.stringify(type)}\n  }`;
  const before = /^\s*\[([\s\S]*)\]\s*$/.exec(text)?.[1]?.trimEnd() ?? '';
  return before.trim() === '' ? `[\n${element}\n]` : `[${before},\n${element}\n]`;
}
