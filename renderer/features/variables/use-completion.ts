import {
  type ChangeEvent,
  type FocusEvent,
  type KeyboardEvent,
  type SyntheticEvent,
  useId,
  useRef,
  useState,
} from 'react';
import type { Variable } from '../../../shared/model/variables.ts';
import type { TemplatePlace } from '../../../shared/variables/map-templates.ts';
import { openReferenceAt, variablesFor } from '../../../shared/variables/open-reference.ts';
import { writeReference } from '../../../shared/variables/references.ts';
import { selectVariables } from '../../state/selectors/variables.ts';
import { useAppState } from '../../state/store.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

const LISTING = {
  'aria-autocomplete': 'list',
  // Escape is for the list, not for the dialog around the field.
  'data-mantine-stop-propagation': true,
} as const;

/** What a field does by itself, besides offering variables. */
interface Handlers<F extends Field> {
  readonly onChange?: ((event: ChangeEvent<F>) => void) | undefined;
  readonly onKeyDown?: ((event: KeyboardEvent<F>) => void) | undefined;
  readonly onBlur?: ((event: FocusEvent<F>) => void) | undefined;
}

/**
 * Offers variables while a reference is typed: from `{{` until it is closed, or Escape. Only typing opens the list, so that
 * whoever moves through a form meets none.
 */
export function useCompletion<F extends Field>(
  value: string,
  secrets: TemplatePlace['secrets'] = 'allowed',
  { onBlur, onChange, onKeyDown }: Handlers<F>,
) {
  const variables = useAppState(selectVariables);
  const listId = useId();
  const field = useRef<F>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [index, setIndex] = useState(0);

  const reference = caret === null ? null : openReferenceAt(value, caret);
  const isOffered = reference !== null && reference.from !== dismissed;
  const options = isOffered ? variablesFor(reference, variables, secrets) : [];
  const active = Math.min(index, options.length - 1);
  const optionId = (at: number) => `${listId}-${at}`;

  const accept = (variable: Variable | undefined) => {
    if (!field.current || !reference || !variable) return;
    field.current.setSelectionRange(reference.from, reference.to);
    // Deprecated, and without a successor: nothing else leaves the field's own undo as it was.
    document.execCommand('insertText', false, writeReference(variable.name));
  };

  /** Whether the key was meant for the list. */
  const handleKey = ({ key, ctrlKey, metaKey, altKey, shiftKey, nativeEvent }: KeyboardEvent<F>): boolean => {
    if (options.length === 0 || ctrlKey || metaKey || altKey || shiftKey || nativeEvent.isComposing) {
      return false;
    }
    switch (key) {
      case 'ArrowDown':
        setIndex((active + 1) % options.length);
        return true;
      case 'ArrowUp':
        setIndex((active + options.length - 1) % options.length);
        return true;
      case 'Enter':
      case 'Tab':
        accept(options[active]);
        return true;
      case 'Escape':
        setDismissed(reference?.from ?? null);
        return true;
      default:
        return false;
    }
  };

  return {
    list: { id: listId, options, active, optionId, accept },
    handlers: {
      onChange: (event: ChangeEvent<F>) => {
        field.current = event.currentTarget;
        setCaret(event.currentTarget.selectionStart);
        setIndex(0);
        // Where no reference is open, the next one is another one.
        if (reference === null) setDismissed(null);
        onChange?.(event);
      },
      onSelect: ({ currentTarget: { selectionStart } }: SyntheticEvent<F>) => {
        if (caret !== null) setCaret(selectionStart);
      },
      onKeyDown: (event: KeyboardEvent<F>) => {
        if (!handleKey(event)) {
          onKeyDown?.(event);
          return;
        }
        event.preventDefault();
        event.stopPropagation();
      },
      onBlur: (event: FocusEvent<F>) => {
        setCaret(null);
        setDismissed(null);
        onBlur?.(event);
      },
    },
    /** While the list is there. */
    aria:
      options.length > 0
        ? { ...LISTING, 'aria-controls': listId, 'aria-activedescendant': optionId(active) }
        : {},
  } as const;
}

export type CompletionListState = ReturnType<typeof useCompletion>['list'];
