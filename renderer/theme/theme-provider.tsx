import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { cspNonce } from '../csp-nonce.ts';
import { useAppState } from '../state/store.ts';
import { mantineTheme, mantineVariables } from './mantine-theme.ts';

/** Light or dark as the settings say, or as the system says. */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const theme = useAppState(({ settings }) => settings.theme);
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)', undefined, {
    getInitialValueInEffect: false,
  });
  const scheme = theme === 'system' ? (systemIsDark ? 'dark' : 'light') : theme;
  return (
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={mantineVariables}
      forceColorScheme={scheme}
      getStyleNonce={cspNonce}
    >
      {children}
    </MantineProvider>
  );
}
