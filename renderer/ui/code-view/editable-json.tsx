import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, keymap } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { cspNonce } from '../../csp-nonce.ts';
import { codeColours, codeTheme } from './code-theme.ts';
import { specialCharacters } from './special-characters.ts';

export interface JsonEditorProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** The accessible name. */
  readonly label: string;
  /** The id of the element that says what is wrong. */
  readonly describedBy: string;
  /** Lines to mark, from 1. */
  readonly markedLines: readonly number[];
  readonly disabled: boolean;
}

/** CodeMirror as a controlled field. */
export function EditableJson({ text, onChange, label, describedBy, markedLines, disabled }: JsonEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<{ readonly view: EditorView; readonly changing: Compartment } | null>(null);
  const initial = useRef(text);
  const change = useRef(onChange);
  useEffect(() => {
    change.current = onChange;
  }, [onChange]);

  useEffect(() => {
    if (!host.current) return;
    const changing = new Compartment();
    const view = new EditorView({
      parent: host.current,
      doc: initial.current,
      extensions: [
        EditorView.cspNonce.of(cspNonce()),
        EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': describedBy }),
        EditorView.lineWrapping,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) change.current(update.state.doc.toString());
        }),
        history(),
        bracketMatching(),
        keymap.of([...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'), ...historyKeymap]),
        json(),
        syntaxHighlighting(codeColours),
        codeTheme,
        specialCharacters,
        changing.of([]),
      ],
    });
    editor.current = { view, changing };
    return () => {
      view.destroy();
      editor.current = null;
    };
  }, [label, describedBy]);

  useEffect(() => {
    const current = editor.current;
    if (!current) return;
    const { view, changing } = current;
    // What was typed comes back the same; what came from elsewhere, for example an import, takes its place.
    const doc = view.state.doc.toString();
    if (doc !== text) view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
    view.dispatch({
      effects: changing.reconfigure([
        markLines(markedLines),
        EditorState.readOnly.of(disabled),
        EditorView.editable.of(!disabled),
      ]),
    });
  }, [text, markedLines, disabled]);
  return <div ref={host} />;
}

const MARK = Decoration.line({ class: 'cm-problemLine' });

function markLines(lines: readonly number[]): Extension {
  return EditorView.decorations.compute(['doc'], ({ doc }) =>
    Decoration.set(
      [...new Set(lines)]
        .filter((line) => line <= doc.lines)
        .sort((one, other) => one - other)
        .map((line) => MARK.range(doc.line(line).from)),
    ),
  );
}
