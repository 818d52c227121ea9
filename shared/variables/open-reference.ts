import type { Variable, Variables } from '../model/variables.ts';
import type { TemplatePlace } from './map-templates.ts';
import { isVariableName } from './references.ts';

/** A reference to a variable that is being typed, in a text. */
export interface OpenReference {
  /** Where its braces begin. */
  readonly from: number;
  /** Where it ends, with the rest of the name and the closing braces if they are there already. */
  readonly to: number;
  /** What of the name stands before the caret. */
  readonly typed: string;
}

/** Longer than the longest reference: what is further away need not be looked at. */
const REACH = 200;

/** The reference whose name the caret stands in; null for none. An escaped one is text. */
export function openReferenceAt(text: string, caret: number): OpenReference | null {
  const before = /(\\*)(\{\{[ \t]*)([\w.-]*)$/.exec(text.slice(Math.max(0, caret - REACH), caret));
  const [, backslashes = '', braces = '', typed = ''] = before ?? [];
  if (!before || backslashes.length % 2 === 1) return null;
  const rest = /^[\w.-]*[ \t]*\}\}/.exec(text.slice(caret, caret + REACH))?.[0] ?? '';
  return { from: caret - typed.length - braces.length, to: caret + rest.length, typed };
}

/** The variables that such a reference may become, those that begin as it does first. */
export function variablesFor(
  { typed }: OpenReference,
  { items }: Variables,
  secrets: TemplatePlace['secrets'],
): Variable[] {
  const wanted = typed.toLowerCase();
  const fitting = items.filter(
    ({ name, secret }) =>
      isVariableName(name) && (!secret || secrets === 'allowed') && name.toLowerCase().includes(wanted),
  );
  const begins = ({ name }: Variable) => name.toLowerCase().startsWith(wanted);
  return [...fitting.filter(begins), ...fitting.filter((variable) => !begins(variable))];
}
