import * as react from 'react/jsx-runtime';
import { visibleProps } from './visible-props.ts';

/**
 * The build compiles JSX to calls of this runtime instead of React's own, so that no component can forget it: text from a
 * server or a file never hides characters or reverses the reading direction (U+202E) where it is shown.
 */
export const Fragment = react.Fragment;

export const jsx: typeof react.jsx = (type, props, key) =>
  react.jsx(type, visibleProps(props as object), key);

export const jsxs: typeof react.jsxs = (type, props, key) =>
  react.jsxs(type, visibleProps(props as object), key);
