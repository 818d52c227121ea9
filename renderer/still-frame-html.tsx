import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { StillFrame } from './shell/still-frame.tsx';

/** Runs at build only: scripts/build/still-frame.mjs. */
export const stillFrameHtml: string = renderToStaticMarkup(
  <MantineProvider withCssVariables={false} withGlobalClasses={false}>
    <StillFrame />
  </MantineProvider>,
);
