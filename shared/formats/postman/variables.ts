/** The names of the Postman variables in a text, each once. */
export function variablesIn(...texts: readonly string[]): string[] {
  const names = texts.flatMap((text) =>
    [...text.matchAll(/\{\{([^{}]+)\}\}/g)].map(([, name = '']) => name.trim()),
  );
  return [...new Set(names)];
}

export function describeVariables(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const list = names.map((name) => `{{${name}}}`).join(', ');
  return [
    `${list}: ${names.length === 1 ? 'a variable' : 'variables'} of Postman, kept as text. Put in the value.`,
  ];
}
