/**
 * String literals that always form exactly one token and mean exactly the text; a lone surrogate becomes U+FFFD, as
 * when sent. Printable characters stay readable; controls and reordering characters (U+202E) are escaped.
 */

export function javascriptString(text: string): string {
  return `'${escapeText(text, { "'": "\\'", ...COMMON, ...NEWLINES }, (code) =>
    code > 0xffff ? `\\u{${hex(code)}}` : `\\u${hex(code, 4)}`,
  )}'`;
}

export function pythonString(text: string): string {
  return `"${escapeText(text, { '"': '\\"', ...COMMON, ...NEWLINES }, (code) =>
    code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`,
  )}"`;
}

/**
 * Escapes everything outside ASCII, because `javac` before 18 uses the system charset. ASCII controls are octal:
 * `\u000a` would be a line break in the source (JLS §3.3).
 */
export function javaString(text: string): string {
  const escaped = escapeText(text, { '"': '\\"', ...COMMON, ...NEWLINES }, (code) =>
    code < 0x80 ? `\\${code.toString(8).padStart(3, '0')}` : utf16Escape(code),
  );
  return `"${escaped.replace(/[\u0080-\uffff]/g, (unit) => utf16Escape(unit.charCodeAt(0)))}"`;
}

export function csharpString(text: string): string {
  return `"${escapeText(text, { '"': '\\"', ...COMMON, ...NEWLINES }, (code) =>
    code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`,
  )}"`;
}

export function goString(text: string): string {
  return `"${escapeText(text, { '"': '\\"', ...COMMON, ...NEWLINES }, (code) =>
    code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`,
  )}"`;
}

/** Single quotes if only `'` and `\` need escapes; else double quotes, where `$` starts a variable. */
export function phpString(text: string): string {
  const wellFormed = replaceLoneSurrogates(text);
  if (!NOT_PRINTABLE.test(wellFormed)) return `'${wellFormed.replace(/[\\']/g, '\\$&')}'`;
  return `"${escapeText(text, { '"': '\\"', $: '\\$', ...COMMON, ...NEWLINES }, (code) => `\\u{${hex(code)}}`)}"`;
}

const COMMON: Readonly<Record<string, string>> = { '\\': '\\\\' };
const NEWLINES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Controls, format characters, separators except space, and unassigned code points. */
const NOT_PRINTABLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

function escapeText(
  text: string,
  escapes: Readonly<Record<string, string>>,
  escapeCode: (code: number) => string,
): string {
  let result = '';
  for (const character of replaceLoneSurrogates(text)) {
    const known = Object.hasOwn(escapes, character) ? escapes[character] : undefined;
    if (known !== undefined) result += known;
    else if (NOT_PRINTABLE.test(character)) result += escapeCode(character.codePointAt(0) ?? 0);
    else result += character;
  }
  return result;
}

function replaceLoneSurrogates(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function utf16Escape(code: number): string {
  return [...String.fromCodePoint(code)]
    .flatMap((character) => character.split(''))
    .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
    .join('');
}

function hex(code: number, length = 1): string {
  return code.toString(16).padStart(length, '0');
}
