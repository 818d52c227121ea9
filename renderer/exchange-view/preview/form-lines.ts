import type { SensitiveText, TextSpan } from '../../../shared/text/sensitive-text.ts';

/** A form parameter, still encoded. `value` is null without `=`. */
export interface FormLine {
  readonly name: SensitiveText;
  readonly value: SensitiveText | null;
}

/** Splits a form body at each `&`, and each part at its first `=`. Joined again it is the same body, byte for byte. */
export function formLines(body: SensitiveText): FormLine[] {
  return splitSpans(body, '&').map((line) => {
    const [name = [], ...rest] = splitSpans(line, '=', 1);
    return { name, value: rest[0] ?? null };
  });
}

/** Splits marked text at a separator; encoded secrets never contain it. */
function splitSpans(text: SensitiveText, separator: string, limit = Number.POSITIVE_INFINITY): TextSpan[][] {
  const parts: TextSpan[][] = [[]];
  for (const span of text) {
    if (typeof span !== 'string') {
      parts.at(-1)?.push(span);
      continue;
    }
    let rest = span;
    for (let at = rest.indexOf(separator); at >= 0 && parts.length <= limit; at = rest.indexOf(separator)) {
      if (at > 0) parts.at(-1)?.push(rest.slice(0, at));
      parts.push([]);
      rest = rest.slice(at + separator.length);
    }
    if (rest !== '') parts.at(-1)?.push(rest);
  }
  return parts;
}
