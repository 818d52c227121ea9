/** Lines of a program; null or false is skipped, for conditional parts. */
export type Lines = readonly (string | null | false | Lines)[];

function lines(...parts: Lines): string[] {
  return parts.flatMap((part): string[] => {
    if (part === null || part === false) return [];
    return typeof part === 'string' ? [part] : lines(...part);
  });
}

/** Indents each non-empty line. */
export function indent(parts: Lines, by: string): string[] {
  return lines(...parts).map((line) => (line === '' ? '' : by + line));
}

export function program(...parts: Lines): string {
  return `${lines(...parts).join('\n')}\n`;
}
