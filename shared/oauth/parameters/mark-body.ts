import { findInForm, type SensitiveValue } from '../../http/mark-query.ts';
import { decodeString, walkJson } from '../../json/walk-json.ts';
import { decodeForm, encodeForm } from '../../text/form-encoding.ts';
import { joinSpans, type SensitiveText, secretSpan } from '../../text/sensitive-text.ts';
import { fillSecrets, type SecretValues } from '../../variables/fill-secrets.ts';
import { isOnlySecrets, revealSecrets } from '../../variables/secret-marks.ts';
import { contentOf } from '../methods/form-secret.ts';
import { sensitiveParameter } from '../sensitive-parameters.ts';

export interface MarkBodyOptions {
  /** Values of the secrets that the body references. */
  readonly secrets?: SecretValues;
  /** `form-secrets`: form-encodes those values (RFC 6749 appendix B). */
  readonly encoding?: 'none' | 'form-secrets';
}

/**
 * A raw body, unchanged, with its referenced secrets filled in. Sensitive parameters in a form, JSON or XML are marked
 * for masking.
 */
export function markBody(
  body: string,
  { secrets = new Map(), encoding = 'none' }: MarkBodyOptions = {},
): SensitiveText {
  const values = /^\s*[{[]/.test(body)
    ? findInJson(body)
    : /^\s*</.test(body)
      ? findInXml(body)
      : findInForm(body).map((value) => ({ ...value, decode: decodeForm }));
  const inPlace =
    encoding === 'none' ? secrets : new Map([...secrets].map(([name, value]) => [name, encodeForm(value)]));
  const spans: SensitiveText[number][] = [];
  let from = 0;
  for (const { start, end, name, sensitive, decode } of values) {
    const value = body.slice(start, end);
    // A value that is a single secret variable is named after the variable.
    if (value === '' || isOnlySecrets(value)) continue;
    const text = revealSecrets(value, inPlace);
    const plain = decode(text);
    spans.push(
      ...fillSecrets(body.slice(from, start), secrets, encoding),
      secretSpan(sensitive.secret, text, encodeForm(plain) === text ? 'form' : 'none', {
        ...contentOf(sensitive.secret, plain),
        ...(sensitive.secret === 'PARAMETER' ? { parameter: name } : {}),
      }),
    );
    from = end;
  }
  return joinSpans([...spans, ...fillSecrets(body.slice(from), secrets, encoding)]);
}

interface FoundValue extends SensitiveValue {
  readonly decode: (text: string) => string;
}

function findInJson(body: string): FoundValue[] {
  const found: FoundValue[] = [];
  walkJson<Pick<FoundValue, 'name' | 'sensitive'> | null>(body, {
    root: null,
    enter: (around, name) => {
      const sensitive = sensitiveParameter(name);
      return sensitive ? { name, sensitive } : around;
    },
    visit: (member, { kind, start, end }) => {
      if (!member || kind !== 'string') return;
      const isClosed = end - start > 1 && body[end - 1] === '"';
      found.push({
        ...member,
        start: start + 1,
        end: isClosed ? end - 1 : end,
        decode: (text) => decodeString(`"${text}"`),
      });
    },
  });
  return found;
}

const ELEMENT = /<([\w.:-]{1,100})(?:\s[^<>]*)?>([^<]+)</g;

function findInXml(body: string): FoundValue[] {
  return [...body.matchAll(ELEMENT)].flatMap(({ index, 0: whole, 1: name = '', 2: value = '' }) => {
    const local = name.slice(name.indexOf(':') + 1);
    const sensitive = sensitiveParameter(local);
    const end = index + whole.length - 1;
    return sensitive
      ? { start: end - value.length, end, name: local, sensitive, decode: (text: string) => text }
      : [];
  });
}
