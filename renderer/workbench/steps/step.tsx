import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, type RefObject, useId, useLayoutEffect, useRef } from 'react';
import { toggleStep } from '../../state/actions/workbench.ts';
import { FLOW_STEPS, type FlowStep } from '../../state/slices/workbench.ts';
import { useAppState } from '../../state/store.ts';
import styles from './step.module.css';

type StepTone = 'good' | 'caution' | 'danger' | 'neutral';

export interface StepState {
  readonly text: ReactNode;
  readonly tone: StepTone;
}

export interface StepProps {
  readonly step: FlowStep;
  readonly title: string;
  /** Beside the title while the step is folded: what is set. */
  readonly summary: ReactNode;
  /** At the end of the folded line. */
  readonly state: StepState;
  /** Beside the title while the step is open. */
  readonly heading?: ReactNode;
  readonly actions?: ReactNode;
  /** Right of the form where there is room, else below it. */
  readonly preview?: ReactNode;
  readonly children: ReactNode;
}

/** One numbered step: open, or one line that says what is set. */
export function Step({ step, title, summary, state, heading, actions, preview, children }: StepProps) {
  const open = useAppState(({ workbench }) => workbench.openStep === step);
  const id = useId();
  const toggle = useKeptFocus(open);
  const number = FLOW_STEPS.indexOf(step) + 1;
  return (
    <section className={styles.step} data-flow-step={step} data-open={open} aria-labelledby={`${id}-title`}>
      <header className={styles.head}>
        {/* Covers the whole line, so that a click anywhere on it opens and folds the step. */}
        <UnstyledButton
          ref={toggle}
          className={styles.toggle}
          aria-label={`Step ${number}: ${title}`}
          aria-expanded={open}
          aria-controls={`${id}-content`}
          onClick={() => toggleStep(step)}
        />
        <span className={styles.number} aria-hidden="true">
          {number}
        </span>
        <h2 id={`${id}-title`} className={styles.title}>
          {title}
        </h2>
        {open ? (
          <>
            {heading}
            {actions && <div className={styles.actions}>{actions}</div>}
          </>
        ) : (
          <>
            <span className={styles.summary}>{summary}</span>
            <span className={styles.state} data-tone={state.tone}>
              {state.text}
            </span>
            <IconChevronRight size={16} className={styles.chevron} aria-hidden />
          </>
        )}
      </header>
      <div id={`${id}-content`} className={styles.content} hidden={!open}>
        {open && (
          <>
            <div className={styles.form}>{children}</div>
            {preview && <div className={styles.preview}>{preview}</div>}
          </>
        )}
      </div>
    </section>
  );
}

/** A step that folds by itself removes its fields: keep the focus on its line. */
function useKeptFocus(open: boolean): RefObject<HTMLButtonElement | null> {
  const toggle = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(open);
  useLayoutEffect(() => {
    const hasLostFocus = wasOpen.current && !open && document.activeElement === document.body;
    if (hasLostFocus) toggle.current?.focus({ preventScroll: true });
    wasOpen.current = open;
  }, [open]);
  return toggle;
}
