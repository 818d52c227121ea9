import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { root } from '../root.mjs';

/** JSX by our own runtime, which makes invisible characters visible: renderer/visible-jsx/jsx-runtime.ts. */
export function visibleReact() {
  return react({ jsxImportSource: join(root, 'renderer', 'visible-jsx').replaceAll('\\', '/') });
}
