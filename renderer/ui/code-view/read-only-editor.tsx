import { json } from '@codemirror/lang-json';
import { syntaxHighlighting } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { cspNonce } from '../../csp-nonce.ts';
import { shownText } from '../shown-mask.ts';
import { codeColours, codeTheme } from './code-theme.ts';
import { specialCharacters } from './special-characters.ts';

export interface ReadOnlyEditorProps {
  readonly text: string;
  readonly language: 'json' | 'text';
  readonly label: string;
}

/** Beyond this, parsing for colours costs more than they help. */
const COLOUR_LIMIT = 1_000_000;

/** Text to read, select and search (Ctrl+F), not to change. */
export function ReadOnlyEditor({ text, language, label }: ReadOnlyEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return;
    const coloured = language === 'json' && text.length <= COLOUR_LIMIT;
    const view = new EditorView({
      parent: host.current,
      doc: shownText(text),
      extensions: [
        EditorView.cspNonce.of(cspNonce()),
        EditorState.readOnly.of(true),
        // Editable as far as the browser is concerned, so that it takes the focus and the keyboard moves in it.
        EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', tabindex: '0' }),
        EditorView.lineWrapping,
        search({ top: true }),
        highlightSelectionMatches(),
        keymap.of(searchKeymap),
        codeTheme,
        specialCharacters,
        ...(coloured ? [json(), syntaxHighlighting(codeColours)] : []),
      ],
    });
    return () => view.destroy();
  }, [text, language, label]);
  return <div ref={host} />;
}
