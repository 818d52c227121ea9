import { TextInput, type TextInputProps, Tooltip } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import type { TemplatePlace } from '../../../shared/variables/map-templates.ts';
import { cautionInput } from '../../ui/caution-input.ts';
import { CodeArea, type CodeAreaProps } from '../../ui/code-area.tsx';
import { monoInput } from '../../ui/mono-input.ts';
import { WithCompletionList } from './completion-list.tsx';
import styles from './template-input.module.css';
import { useCompletion } from './use-completion.ts';
import { useTemplate } from './use-template.ts';

interface Template {
  readonly value: string;
  /** Whether a secret variable may stand here. */
  readonly secrets?: TemplatePlace['secrets'];
  /** What else is off about the value; null for nothing. It is sent all the same. */
  readonly warning?: string | null;
}

type Taken = 'value' | 'error' | 'classNames' | 'rightSection' | 'spellCheck' | 'autoComplete' | 'onSelect';

export type TemplateInputProps = Omit<TextInputProps, Taken> & Template;

/**
 * A field in which variables can stand: marked where they do, with what they become, or that they have no value. After `{{`
 * it offers them.
 */
export function TemplateInput(all: TemplateInputProps) {
  const { secrets, warning, ...props } = all;
  const { tooltip, marks } = useMarks(all);
  const { list, handlers, aria } = useCompletion<HTMLInputElement>(all.value, secrets, props);
  const isOpen = list.options.length > 0;
  return (
    <WithCompletionList list={list}>
      <Tooltip {...tooltip} disabled={tooltip.disabled || isOpen}>
        <TextInput
          {...props}
          {...marks}
          {...handlers}
          {...aria}
          {...(isOpen && { role: 'combobox', 'aria-expanded': true })}
          classNames={{ ...monoInput, ...marks.classNames }}
          spellCheck={false}
          autoComplete="off"
        />
      </Tooltip>
    </WithCompletionList>
  );
}

export type TemplateAreaProps = Omit<CodeAreaProps, Taken> & Template;

/** The same with several lines. */
export function TemplateArea(all: TemplateAreaProps) {
  const { secrets, warning, ...props } = all;
  const { tooltip, marks } = useMarks(all);
  const { list, handlers, aria } = useCompletion<HTMLTextAreaElement>(all.value, secrets, props);
  return (
    <WithCompletionList list={list}>
      <Tooltip {...tooltip} disabled={tooltip.disabled || list.options.length > 0}>
        {/* A textarea stays one (ARIA in HTML); it names the list and the option all the same. */}
        <CodeArea {...props} {...marks} {...handlers} {...aria} />
      </Tooltip>
    </WithCompletionList>
  );
}

function useMarks({ value, secrets = 'allowed', warning = null }: Template) {
  const template = useTemplate(value, secrets);
  const problem = template?.problems.join(' ') ?? '';
  const isResolved = template !== null && problem === '';
  return {
    tooltip: {
      label: <span className={styles.resolved}>{template?.resolved}</span>,
      disabled: !isResolved,
      events: { hover: true, focus: true, touch: false },
      position: 'bottom-start',
      maw: 480,
    },
    marks: {
      classNames: {
        ...cautionInput,
        section: (isResolved ? styles.section : styles.unresolved) ?? '',
      },
      error: problem || warning || undefined,
      rightSection: template ? <IconBraces size={13} aria-hidden="true" /> : undefined,
      rightSectionPointerEvents: 'none',
      // What a pointer sees in the tooltip.
      'aria-description': isResolved ? `Becomes ${template.resolved}` : undefined,
    },
  } as const;
}
