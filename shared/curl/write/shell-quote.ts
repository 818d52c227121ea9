import { assertUnreachable } from '../../errors.ts';

export type CurlShell = 'bash' | 'powershell';

/** A part of an argument: text as it is, or the name of a shell variable whose value goes there. */
export type ArgumentPart = string | { readonly variable: string };

/** Writes one argument so that the shell hands exactly this text (with its variables filled in) to the program. */
export function quoteArgument(parts: readonly ArgumentPart[], shell: CurlShell): string {
  switch (shell) {
    case 'bash':
      return quoteBash(parts);
    case 'powershell':
      return quotePowerShell(parts);
    default:
      return assertUnreachable(shell);
  }
}

function quoteBash(parts: readonly ArgumentPart[]): string {
  if (!parts.some((part) => typeof part !== 'string')) return quoteBashText(parts.join(''));
  // In double quotes `!` would be history expansion, and four characters need escapes: then piece by piece.
  if (parts.every((part) => typeof part !== 'string' || /^[^!\\"$`]*$/.test(part))) {
    return `"${parts.map((part) => (typeof part === 'string' ? part : `$${braced(part.variable, parts)}`)).join('')}"`;
  }
  return parts
    .map((part) =>
      typeof part !== 'string' ? `"$${part.variable}"` : part === '' ? '' : quoteBashText(part),
    )
    .join('');
}

/** Braces only where the text after the variable would run into its name. */
function braced(variable: string, parts: readonly ArgumentPart[]): string {
  const runsOn = parts.some((part, index) => {
    const before = parts[index - 1];
    return (
      typeof part === 'string' &&
      /^\w/.test(part) &&
      typeof before === 'object' &&
      before.variable === variable
    );
  });
  return runsOn ? `{${variable}}` : variable;
}

function quoteBashText(text: string): string {
  // zsh takes a word that begins with = for the path of a program.
  if (/^[\w@%+:,./-][\w@%+=:,./-]*$/.test(text)) return text;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** PowerShell takes typographic quotes for quotes, too. */
function quotePowerShell(parts: readonly ArgumentPart[]): string {
  if (!parts.some((part) => typeof part !== 'string')) return quotePowerShellText(parts.join(''));
  const inside = parts.map((part) =>
    typeof part === 'string' ? part.replace(/[`"$“”„]/g, '`$&') : `\${env:${part.variable}}`,
  );
  return `"${inside.join('')}"`;
}

function quotePowerShellText(text: string): string {
  // A bare word may not begin with `-` followed by a dot or hold a comma, and `@` splats.
  if (/^[A-Za-z0-9_/-][\w+=:/-]*$/.test(text) && !text.includes('.')) return text;
  return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;
}
