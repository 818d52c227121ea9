/**
 * A string, or a character that opens, closes or follows a name. Runs of plain characters are one step of the pattern:
 * an alternative for each would fill the engine's stack at some 10 MB, and an answer may have more.
 */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}:]/g;

/** The names that a JSON object has more than once at its own level, each once. Only for text that JSON.parse accepts. */
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
