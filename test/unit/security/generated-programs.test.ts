import { describe, expect, it } from 'vitest';
import { buildSnippet } from '../../../shared/formats/snippets/build-snippet.ts';
import type { SnippetLanguage } from '../../../shared/formats/snippets/snippet.ts';
import { aField, aWorkspace } from '../shared/fixtures.ts';

const LANGUAGES = [
  'javascript',
  'python',
  'java',
  'csharp',
  'go',
  'php',
] as const satisfies SnippetLanguage[];

/** What ends a string, a comment or a line in one of the languages, or is expanded in a string of one. */
const BREAKERS = [
  "'",
  '"',
  '`',
  '\\',
  "\\'",
  '\\"',
  '"""',
  "'''",
  '*/',
  '//',
  '#',
  '?>',
  '<?php ',
  '$'.concat('{x}'),
  '{$x}',
  '{x}',
  '%s',
  '\\u0022',
  '\\x27',
];
const IN_TEXT = [
  ...BREAKERS,
  '\n',
  '\r',
  '\u2028',
  '\u2029',
  '\u0085',
  '\0',
  '\x1b',
  '\u202e',
  '\u2066',
  '\ud800',
];

/** A program without its string literals; what is left of a value stands where a compiler would read it as code. */
function codeOf(program: string): string {
  return program.replace(
    /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|(`[^`]*`|(?:\/\/|#)[^\n]*)/g,
    (_token, kept?: string) => kept ?? '',
  );
}

function workspaceWith(breaker: string, inHeader: string) {
  const evil = `${breaker}EVIL${breaker}`;
  return aWorkspace({
    tokenEndpoint: 'https://login.example/token?EVIL',
    client: { clientId: evil, authMethod: 'client_secret_basic' },
    request: {
      scopes: [],
      parameters: [aField(evil, evil), aField('audience', evil)],
      headers: [aField('X-EVIL', `${inHeader}EVIL${inHeader}`), aField("X-'`EVIL", 'a')],
    },
    api: {
      method: 'EVIL',
      url: `https://api.example/EVIL?${encodeURIComponent('a')}='EVIL'`,
      headers: [aField('X-EVIL', `${inHeader}EVIL${inHeader}`)],
      body: evil,
    },
  });
}

describe.each(LANGUAGES)('a generated program in %s', (language) => {
  it.each(IN_TEXT.map((breaker) => [breaker]))(
    'has %j and what follows in string literals alone',
    (breaker) => {
      const inHeader = BREAKERS.includes(breaker) ? breaker : '"';
      for (const target of ['token', 'api'] as const) {
        const snippet = buildSnippet(workspaceWith(breaker, inHeader), { language, target });
        if (!snippet.ok) throw new Error(snippet.error.message);
        expect(snippet.value.text).toContain('EVIL');
        expect(codeOf(snippet.value.text)).not.toContain('EVIL');
        expect(snippet.value.text).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }
    },
  );
});
