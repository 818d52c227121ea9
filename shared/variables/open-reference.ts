import type { Variable, Variables } from '../model/variables.ts';
import type { TemplatePlace } from './map-templates.ts';
import { isVariableName } from './references.ts';

/** A variable reference being typed. */
export interface OpenReference {
  /** Start of its braces. */
  readonly from: number;
  /** Its end, including the rest of the name and any closing braces. */
  readonly to: number;
  /** The part of the name before the caret. */
  readonly typed: string;
}

/** Longer than the longest reference: no need to look further. */
const REACH = 200;

/** The reference at the caret; null for none. An escaped one is text. */
export function openReferenceAt(text: string, caret: number): OpenReference | null {
  const before = /(\\*)(\{\{[ \t]*)([\w.-]*)$/.exec(text.slice(Math.max(0, caret - REACH), caret));
  const [, backslashes = '', braces = '', typed = ''] = before ?? [];
  if (!before || backslashes.length % 2 === 1) return null;
  const rest = /^[\w.-]*[ \t]*\}\}/.exec(text.slice(caret, caret + REACH))?.[0] ?? '';
  return { from: caret - typed.length - braces.length, to: caret + rest.length, typed };
}

/** Matching variables for completion, those with the same prefix first. */
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
