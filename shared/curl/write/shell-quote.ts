import { assertUnreachable } from '../../errors.ts';
import { INVISIBLE } from '../../text/visible-text.ts';

export type CurlShell = 'bash' | 'powershell';

/** Part of an argument: literal text, or the name of a shell variable. */
export type ArgumentPart = string | { readonly variable: string };

/** One argument of a command. */
export type Argument = readonly ArgumentPart[];

/**
 * Quotes one argument so that the shell passes exactly this text, with variables expanded. Drops NUL, which no argument
 * can contain. Escapes control and format characters, because terminals act on some of them during a paste.
 */
export function quoteArgument(parts: Argument, shell: CurlShell): string {
  const clean = mergeText(parts);
  switch (shell) {
    case 'bash':
      return quoteBash(clean);
    case 'powershell':
      return quotePowerShell(clean);
    default:
      return assertUnreachable(shell);
  }
}

/** Joins adjacent texts, and drops NUL and lone surrogates, which UTF-8 cannot encode. */
function mergeText(parts: Argument): Argument {
  const merged: ArgumentPart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part !== 'string') merged.push(part);
    else if (typeof last === 'string') merged[merged.length - 1] = last + clean(part);
    else if (part !== '') merged.push(clean(part));
  }
  return merged;
}

function clean(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD');
}

function quoteBash(parts: Argument): string {
  if (parts.length === 0) return "''";
  // In double quotes `!` triggers history expansion and four characters need escapes: quote such texts in pieces.
  const fitsDoubleQuotes = parts.every(
    (part) => typeof part !== 'string' || !(/[!\\"$`]/.test(part) || needsAnsiC(part)),
  );
  if (fitsDoubleQuotes && parts.some(isVariable)) {
    const inside = parts.map((part, index) => (isVariable(part) ? `$${bracedName(parts, index)}` : part));
    return `"${inside.join('')}"`;
  }
  return parts.map((part) => (isVariable(part) ? `"$${part.variable}"` : quoteBashText(part))).join('');
}

function isVariable(part: ArgumentPart): part is { readonly variable: string } {
  return typeof part !== 'string';
}

/** Adds braces only if the next character would extend the variable's name. */
function bracedName(parts: Argument, index: number): string {
  const part = parts[index];
  const next = parts[index + 1];
  const name = part !== undefined && isVariable(part) ? part.variable : '';
  return typeof next === 'string' && /^[\w[]/.test(next) ? `{${name}}` : name;
}

function quoteBashText(text: string): string {
  // zsh expands a word that starts with = to a program's path.
  if (/^[\w@%+:,./-][\w@%+=:,./-]*$/.test(text)) return text;
  if (needsAnsiC(text)) return `$'${escapeAnsiC(text)}'`;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** In multi-line quotes bash still expands `!`, and `^` at the start of a line. */
function needsAnsiC(text: string): boolean {
  return needsEscapes(text) || (text.includes('\n') && /[!^]/.test(text));
}

/** Keeps line feeds, for readable bodies. */
function needsEscapes(text: string): boolean {
  return INVISIBLE.test(text.replaceAll('\n', ''));
}

/** UTF-8 bytes, independent of the locale. Also `'` and `!`: old bash versions expand history after `\'`. */
function escapeAnsiC(text: string): string {
  return Array.from(text, (character) => {
    if (character === '\\') return '\\\\';
    if (character === '\n') return '\\n';
    if (character !== "'" && character !== '!' && !INVISIBLE.test(character)) return character;
    const bytes = new TextEncoder().encode(character);
    return Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  }).join('');
}

function quotePowerShell(parts: Argument): string {
  if (!parts.some((part) => isVariable(part) || needsEscapes(part))) {
    return quotePowerShellText(parts.join(''));
  }
  const inside = parts.map((part) =>
    isVariable(part) ? `\${env:${part.variable}}` : escapePowerShell(part),
  );
  return `"${inside.join('')}"`;
}

/** PowerShell also treats typographic quotes as quotes. */
function escapePowerShell(text: string): string {
  return Array.from(text, (character) => {
    if (/[`"$“”„]/.test(character)) return `\`${character}`;
    if (character === '\n' || !INVISIBLE.test(character)) return character;
    // Every version supports this form; `e and `u{…} need PowerShell 6.
    return character
      .split('')
      .map((unit) => `$([char]0x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')})`)
      .join('');
  }).join('');
}

function quotePowerShellText(text: string): string {
  // Only options and plain words may be unquoted: a leading digit, dot, comma or `@` is special.
  if (/^(?:-{1,2}|\/)?[A-Za-z][\w+=:/-]*$/.test(text)) return text;
  return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;
}
