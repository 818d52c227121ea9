import type { SnippetLanguage } from '../../../shared/formats/snippets/snippet.ts';

export interface CodeToken {
  readonly kind: 'comment' | 'text' | 'keyword' | 'plain';
  readonly part: string;
}

/** Enough of a grammar to find one's way in half a page; what it mistakes is only coloured wrong. */
const COMMENTS: Readonly<Record<SnippetLanguage, string>> = {
  javascript: '\\/\\/.*',
  java: '\\/\\/.*',
  csharp: '\\/\\/.*',
  go: '\\/\\/.*',
  php: '\\/\\/.*|#.*',
  python: '#.*',
};

const TEXTS = '"""[\\s\\S]*?"""|"(?:[^"\\\\\\n]|\\\\.)*"|\'(?:[^\'\\\\\\n]|\\\\.)*\'|`[^`]*`';

const KEYWORDS =
  'async|await|break|case|catch|class|const|def|defer|else|elif|except|export|false|False|final|finally|for|foreach|from|func|function|global|go|if|import|in|is|let|nil|None|new|not|null|or|and|package|private|public|raise|range|record|return|static|struct|switch|this|throw|throws|true|True|try|type|use|using|var|void|while|with';

export function highlightCode(text: string, language: SnippetLanguage): CodeToken[] {
  const pattern = new RegExp(`(${TEXTS})|(${COMMENTS[language]})|(?<![\\w$.])(${KEYWORDS})(?![\\w$])`, 'g');
  const tokens: CodeToken[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) tokens.push({ kind: 'plain', part: text.slice(end, match.index) });
    const kind = match[1] !== undefined ? 'text' : match[2] !== undefined ? 'comment' : 'keyword';
    tokens.push({ kind, part: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) tokens.push({ kind: 'plain', part: text.slice(end) });
  return tokens;
}
