/** Lines of a program; a null or false is left out, so that a part can depend on a condition. */
export type Lines = readonly (string | null | false | Lines)[];

function lines(...parts: Lines): string[] {
  return parts.flatMap((part): string[] => {
    if (part === null || part === false) return [];
    return typeof part === 'string' ? [part] : lines(...part);
  });
}

/** Each line further in, but for empty ones. */
export function indent(parts: Lines, by: string): string[] {
  return lines(...parts).map((line) => (line === '' ? '' : by + line));
}

export function program(...parts: Lines): string {
  return `${lines(...parts).join('\n')}\n`;
}
