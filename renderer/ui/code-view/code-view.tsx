import { lazy, Suspense } from 'react';
import styles from './code-view.module.css';
import { prettyJson } from './pretty-json.ts';

export interface CodeViewProps {
  readonly text: string;
  /** `json` is laid out and coloured where it is JSON; otherwise shown as it is. */
  readonly language: 'json' | 'text';
  /** The accessible name. */
  readonly label: string;
}

/** CodeMirror draws only the lines in sight, so a body of many megabytes scrolls like a short one. Loaded when first needed. */
const Editor = lazy(() =>
  import('./read-only-editor.tsx').then((module) => ({ default: module.ReadOnlyEditor })),
);

/** Above this a body is shown as it came: laying it out would hold up the window. */
const PRETTY_LIMIT = 2_000_000;
/** What is shown until CodeMirror is there. */
const FALLBACK_CHARACTERS = 4_000;

export function CodeView({ text, language, label }: CodeViewProps) {
  const pretty = language === 'json' && text.length <= PRETTY_LIMIT ? prettyJson(text) : null;
  const shown = pretty ?? text;
  return (
    <div className={styles.view}>
      <Suspense fallback={<pre className={styles.fallback}>{shown.slice(0, FALLBACK_CHARACTERS)}</pre>}>
        <Editor text={shown} language={pretty === null ? 'text' : 'json'} label={label} />
      </Suspense>
    </div>
  );
}
