import * as react from 'react/jsx-dev-runtime';
import { visibleProps } from './visible-props.ts';

/** As jsx-runtime.ts, for development builds and tests. */
export const Fragment = react.Fragment;

type Create = (type: unknown, props: object, ...rest: readonly unknown[]) => unknown;

export const jsxDEV: Create = (type, props, ...rest) =>
  (react as unknown as { readonly jsxDEV: Create }).jsxDEV(type, visibleProps(props), ...rest);
