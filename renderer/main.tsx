import '@mantine/core/styles.layer.css';
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/base.css';
import { createRoot } from 'react-dom/client';
import { Shell } from './shell/shell.tsx';
import { startApplication } from './state/actions/start.ts';
import { ThemeProvider } from './theme/theme-provider.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

void startApplication();
createRoot(root).render(
  <ThemeProvider>
    <Shell />
  </ThemeProvider>,
);
