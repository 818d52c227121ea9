/**
 * A string, or a character that opens, closes or follows a name. Runs of plain characters are one step:
 * single-character alternatives would overflow the regex stack at about 10 MB.
 */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}:]/g;

/** The duplicate names of a JSON object's own members, once each. Only for text that JSON.parse accepts. */
export function duplicateMembers(text: string): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  let depth = 0;
  let string: string | null = null;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === ':') {
      if (depth === 1 && string !== null) {
        const name = JSON.parse(string) as string;
        (seen.has(name) ? twice : seen).add(name);
      }
    } else if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    string = token.startsWith('"') ? token : null;
  }
  return [...twice];
}
