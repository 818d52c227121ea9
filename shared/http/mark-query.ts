import { type Sensitive, sensitiveParameter } from '../oauth/sensitive-parameters.ts';
import { decodeForm } from '../text/form-encoding.ts';
import {
  joinSpans,
  maskText,
  type SensitiveText,
  secretSpan,
  type TextSpan,
} from '../text/sensitive-text.ts';

/** Position of a sensitive value in a text; the end is exclusive. */
export interface SensitiveValue {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly sensitive: Sensitive;
}

/** Sensitive values in `name=value` pairs separated by `&`, as in a form or query. */
export function findInForm(text: string): SensitiveValue[] {
  const found: SensitiveValue[] = [];
  for (let start = 0; start <= text.length; ) {
    const ampersand = text.indexOf('&', start);
    const end = ampersand < 0 ? text.length : ampersand;
    const equals = text.indexOf('=', start);
    if (equals >= 0 && equals < end) {
      const name = decodeForm(text.slice(start, equals));
      const sensitive = sensitiveParameter(name);
      if (sensitive) found.push({ start: equals + 1, end, name, sensitive });
    }
    start = end + 1;
  }
  return found;
}

/** A request target or URL, unchanged, with sensitive query values marked for masking. */
export function markQuery(target: string): SensitiveText {
  const question = target.indexOf('?');
  if (question < 0) return [target];
  const [, rest = '', fragment = ''] = /^([^#]*)(.*)$/s.exec(target.slice(question + 1)) ?? [];
  const spans: TextSpan[] = [target.slice(0, question + 1)];
  let from = 0;
  for (const { start, end, name, sensitive } of findInForm(rest)) {
    if (start === end) continue;
    const value = rest.slice(start, end);
    spans.push(rest.slice(from, start), secretSpan(sensitive.secret, value, 'form', { parameter: name }));
    from = end;
  }
  return joinSpans([...spans, rest.slice(from) + fragment]);
}

/** A URL safe to show: sensitive query values become bullets. */
export function maskQuery(url: string): string {
  return maskText(markQuery(url));
}
