import '@mantine/core/styles.layer.css';
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/base.css';
import './shell/still-frame.css';
import { createRoot } from 'react-dom/client';
import { Shell } from './shell/shell.tsx';
import { startApplication } from './state/actions/start.ts';
import { ThemeProvider } from './theme/theme-provider.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// Until it knows what to draw, the still picture of index.html stays.
void startApplication().then(() =>
  createRoot(root).render(
    <ThemeProvider>
      <Shell />
    </ThemeProvider>,
  ),
);
