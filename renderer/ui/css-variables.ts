import type { CSSProperties } from 'react';

/** Custom properties as a style: React's type knows the standard ones only. */
export function cssVariables(variables: Readonly<Record<`--${string}`, string | number>>): CSSProperties {
  return variables as CSSProperties;
}
