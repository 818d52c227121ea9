import { lazy, Suspense } from 'react';
import styles from './code-view.module.css';
import type { JsonEditorProps } from './editable-json.tsx';

const Editor = lazy(() => import('./editable-json.tsx').then((module) => ({ default: module.EditableJson })));

/** A field for JSON, coloured. Tab leaves it, as it does any other field. Loaded when first needed. */
export function JsonEditor(props: JsonEditorProps) {
  return (
    <div className={styles.view} data-editable={!props.disabled} data-invalid={props.markedLines.length > 0}>
      <Suspense fallback={<pre className={styles.fallback}>{props.text}</pre>}>
        <Editor {...props} />
      </Suspense>
    </div>
  );
}
