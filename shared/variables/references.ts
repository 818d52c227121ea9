/** A reference to a variable as it stands in a field. */
interface Reference {
  readonly name: string;
  /** With its braces, as it was typed. */
  readonly written: string;
}

/** Text and references in their order; what was escaped is text. */
export type TemplatePart = string | Reference;

const NAME = '[A-Za-z_][A-Za-z0-9_.-]{0,99}';

/** With the backslashes before it: an odd one out makes it text. */
const REFERENCE = new RegExp(String.raw`(\\*)(\{\{[ \t]*(${NAME})[ \t]*\}\})`, 'g');

/**
 * Reads `{{name}}` in a text. A name has letters, digits and `_.-`, and begins with a letter or `_`; anything else
 * between braces is text. `\{{name}}` is the text `{{name}}`; before it two backslashes are two backslashes.
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

/** The names that a text refers to, each once. */
export function referencesIn(text: string): string[] {
  return [...new Set(parseTemplate(text).flatMap((part) => (typeof part === 'string' ? [] : [part.name])))];
}

/** The text with references to one variable become references to another; everything else, escapes too, stays. */
export function renameReferences(text: string, from: string, to: string): string {
  return text.replace(REFERENCE, (whole, backslashes: string, _written, name: string) =>
    name === from && backslashes.length % 2 === 0 ? `${backslashes}{{${to}}}` : whole,
  );
}

/** How a reference to a variable is written. */
export function writeReference(name: string): string {
  return `{{${name}}}`;
}

/** Whether a name can stand between the braces. */
export function isVariableName(name: string): boolean {
  return new RegExp(`^${NAME}$`).test(name);
}
