import type { z } from 'zod';

/** What a member must be, as a sentence for somebody who edits the file by hand. */
export function describeIssue(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type': {
      const found = /received (\w+)$/.exec(issue.message)?.[1] ?? '';
      return found === ''
        ? `Expected ${typeName(issue.expected)}.`
        : `Expected ${typeName(issue.expected)}, found ${typeName(found)}.`;
    }
    case 'invalid_value':
      return `Expected ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}.`;
    case 'invalid_union':
      return issue.discriminator === undefined
        ? 'Expected a string, or a list of strings with one line each.'
        : `Expected one of ${quotedIn(issue.message).join(', ')}.`;
    case 'too_small':
      return `Expected at least ${amount(issue.minimum, issue.origin)}.`;
    case 'too_big':
      return `Expected at most ${amount(issue.maximum, issue.origin)}.`;
    default:
      return issue.message;
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a string in double quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in [ ]',
  object: 'an object in { }',
  record: 'an object in { }',
};

function typeName(type: string): string {
  return TYPE_NAMES[type] ?? type;
}

function amount(count: number | bigint, of: string): string {
  if (of === 'string') return `${count} ${count === 1 ? 'character' : 'characters'}`;
  return of === 'array' ? `${count} ${count === 1 ? 'entry' : 'entries'}` : `${count}`;
}

function quotedIn(message: string): string[] {
  return [...message.matchAll(/'([^']+)'/g)].map(([, name = '']) => name);
}
