import type { Workspace } from '../model/workspace.ts';
import { referencesIn, writeReference } from './references.ts';
import { TextResolver } from './resolve-text.ts';
import { secretsIn } from './secret-marks.ts';
import { variablesOf } from './variables-of.ts';

/** A shorter value would match by chance. */
const SHORTEST = 3;

/**
 * Replaces variable values in a discovered text by the references that `templates` use, so that it follows the
 * environment: `https://dev.example/token` becomes `https://{{host}}/token`.
 */
export function restoreReferences(text: string, templates: readonly string[], workspace: Workspace): string {
  const resolver = new TextResolver(variablesOf(workspace));
  return templates
    .flatMap(referencesIn)
    .map((name) => ({ reference: writeReference(name), ...resolver.resolve(writeReference(name)) }))
    .filter(
      ({ text: value, problems }) =>
        problems.length === 0 && secretsIn(value).length === 0 && value.length >= SHORTEST,
    )
    .sort((one, other) => other.text.length - one.text.length)
    .reduce((restored, { text: value, reference }) => replaceWords(restored, value, reference), text);
}

function replaceWords(text: string, value: string, reference: string): string {
  let result = '';
  let from = 0;
  for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + 1)) {
    if (at < from || !isWordEdge(text, at) || !isWordEdge(text, at + value.length)) continue;
    result += text.slice(from, at) + reference;
    from = at + value.length;
  }
  return result + text.slice(from);
}

/** Whether a word can start or end here: not between two letters or digits. */
function isWordEdge(text: string, at: number): boolean {
  return !/[A-Za-z0-9]{2}/.test(text.slice(Math.max(at - 1, 0), at + 1));
}
