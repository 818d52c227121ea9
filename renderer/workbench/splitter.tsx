import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { resizeResult } from '../state/actions/workbench.ts';
import { useAppState } from '../state/store.ts';
import styles from './splitter.module.css';

const SMALLEST = 0.2;
const LARGEST = 0.8;
const KEY_STEP = 0.02;

/** Divides the width between request and result: by dragging, or with the arrow keys (WAI-ARIA window splitter). */
export function Splitter() {
  const share = useAppState((state) => state.settings.layout.resultShare);
  const line = useRef<HTMLDivElement>(null);
  const drag = (event: PointerEvent) => {
    const panes = line.current?.parentElement?.getBoundingClientRect();
    if (panes && event.currentTarget.hasPointerCapture(event.pointerId)) {
      resize((panes.right - event.clientX) / panes.width);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: KEY_STEP, ArrowRight: -KEY_STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    resize(share + step);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be focused and moved; this is the window splitter pattern
    <div
      ref={line}
      className={styles.splitter}
      role="separator"
      tabIndex={0}
      aria-label="Width of the result"
      aria-orientation="vertical"
      aria-valuemin={SMALLEST * 100}
      aria-valuemax={LARGEST * 100}
      aria-valuenow={Math.round(share * 100)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={onKeyDown}
      onDoubleClick={() => resize(0.463)}
    />
  );
}

function resize(share: number): void {
  resizeResult(Math.min(LARGEST, Math.max(SMALLEST, share)));
}
