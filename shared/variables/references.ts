/** A variable reference in a field. */
interface Reference {
  readonly name: string;
  /** With its braces, as it was typed. */
  readonly written: string;
}

/** Text and references in order; escaped references are text. */
export type TemplatePart = string | Reference;

const NAME = '[A-Za-z_][A-Za-z0-9_.-]{0,99}';

/** With the backslashes before it: an odd number makes it text. */
const REFERENCE = new RegExp(String.raw`(\\*)(\{\{[ \t]*(${NAME})[ \t]*\}\})`, 'g');

/**
 * Parses `{{name}}` references. A name has letters, digits and `_.-`, and starts with a letter or `_`; anything else
 * between braces is text. `\{{name}}` is the literal `{{name}}`; two backslashes before it are two backslashes.
 */
export function parseTemplate(text: string): TemplatePart[] {
  if (!text.includes('{{')) return text === '' ? [] : [text];
  const parts: TemplatePart[] = [];
  const add = (part: TemplatePart) => {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else if (part !== '') parts.push(part);
  };
  let from = 0;
  for (const match of text.matchAll(REFERENCE)) {
    const [whole, backslashes = '', written = '', name = ''] = match;
    const isText = backslashes.length % 2 === 1;
    add(text.slice(from, match.index) + (isText ? backslashes.slice(1) : backslashes));
    add(isText ? written : { name, written });
    from = match.index + whole.length;
  }
  add(text.slice(from));
  return parts;
}

/** The names referenced in a text, without duplicates. */
export function referencesIn(text: string): string[] {
  return [...new Set(parseTemplate(text).flatMap((part) => (typeof part === 'string' ? [] : [part.name])))];
}

/** Renames references to a variable; keeps everything else, including escapes. */
export function renameReferences(text: string, from: string, to: string): string {
  return text.replace(REFERENCE, (whole, backslashes: string, _written, name: string) =>
    name === from && backslashes.length % 2 === 0 ? `${backslashes}{{${to}}}` : whole,
  );
}

/** How a reference to a variable is written. */
export function writeReference(name: string): string {
  return `{{${name}}}`;
}

/** Whether a name is valid between the braces. */
export function isVariableName(name: string): boolean {
  return new RegExp(`^${NAME}$`).test(name);
}
