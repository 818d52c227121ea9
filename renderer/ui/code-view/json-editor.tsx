import { lazy, Suspense } from 'react';
import styles from './code-view.module.css';

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

const Editor = lazy(() => import('./editable-json.tsx').then((module) => ({ default: module.EditableJson })));

/** A field for JSON, coloured. Tab leaves it, as it does any other field. Loaded when first needed. */
export function JsonEditor(props: JsonEditorProps) {
  return (
    <div className={styles.view} data-invalid={props.markedLines.length > 0}>
      <Suspense fallback={<pre className={styles.fallback}>{props.text}</pre>}>
        <Editor {...props} />
      </Suspense>
    </div>
  );
}
