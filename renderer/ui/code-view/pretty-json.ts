import { parseJson } from '../../../shared/json/parse-json.ts';

/**
 * Lays JSON out, two spaces a level, without touching a token: numbers keep their digits, members their order and
 * their duplicates, escapes their form. Null when the text is not JSON, or nested so
 * deep that its indentation would be most of it.
 */
export function prettyJson(text: string): string | null {
  return parseJson(text) === undefined ? null : layOut(text);
}

/** A string, a structural character, or a run of anything else that is not white space. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},:]|[^\s[\]{},:"]+/g;

/** Only for text that JSON.parse accepts. */
function layOut(text: string): string {
  let depth = 0;
  let result = '';
  let previous = '';
  const newLine = () => `\n${'  '.repeat(depth)}`;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '}' || token === ']') {
      depth -= 1;
      if (previous !== '{' && previous !== '[') result += newLine();
    } else if (previous === '{' || previous === '[' || previous === ',') {
      result += newLine();
    }
    result += token === ':' ? ': ' : token;
    if (token === '{' || token === '[') depth += 1;
    previous = token;
  }
  return result;
}
