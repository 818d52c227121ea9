import { makeLinesVisible } from '../../shared/text/visible-text.ts';
import { shownText } from '../ui/shown-mask.ts';

/** Properties that an element or a component shows as text. */
const SHOWN = ['children', 'title', 'label', 'description', 'error', 'placeholder', 'alt', 'aria-label'];

/**
 * The properties of an element with invisible characters written out, and in presentation mode credentials masked, in every
 * text that will be shown. What a person edits (`value`) and what is copied stay exact.
 */
export function visibleProps(props: object): object {
  let visible: Record<string, unknown> | null = null;
  for (const name of SHOWN) {
    const value: unknown = (props as Readonly<Record<string, unknown>>)[name];
    const shown = visibleText(value);
    if (shown === value) continue;
    visible ??= { ...props };
    visible[name] = shown;
  }
  return visible ?? props;
}

function visibleText(value: unknown): unknown {
  if (typeof value === 'string') return shownText(makeLinesVisible(value));
  if (!Array.isArray(value) || !value.some((item) => visibleText(item) !== item)) return value;
  return value.map(visibleText);
}
