import { isVariableName, parseTemplate, writeReference } from '../../variables/references.ts';

/** Names of the Postman variables in a text, without duplicates. */
export function variablesIn(...texts: readonly string[]): string[] {
  const names = texts.flatMap((text) =>
    [...text.matchAll(/\{\{([^{}]+)\}\}/g)].map(([, name = '']) => name.trim()),
  );
  return [...new Set(names)];
}

/** What to do about Postman variables. Dynamic ones such as `$guid` have no equivalent here. */
export function describeVariables(names: readonly string[]): string[] {
  const known = names.filter(isVariableName);
  const foreign = names.filter((name) => !isVariableName(name));
  return [
    ...describe(known, 'kept. Give it a value in the variables.', 'kept. Give them values in the variables.'),
    ...describe(foreign, 'kept as text. Put in the value.', 'kept as text. Put in the values.'),
  ];
}

/** Whether a text is exactly one reference. */
export function isReference(text: string): boolean {
  const [first, ...rest] = parseTemplate(text);
  return typeof first === 'object' && rest.length === 0;
}

function describe(names: readonly string[], one: string, several: string): string[] {
  if (names.length === 0) return [];
  const list = names.map(writeReference).join(', ');
  return [
    `${list}: ${names.length === 1 ? `a variable of Postman, ${one}` : `variables of Postman, ${several}`}`,
  ];
}
