import { assertUnreachable } from '../../../shared/errors.ts';
import type { MenuCommand } from '../../../shared/model/menu-shortcuts.ts';
import { store } from '../store.ts';
import { openImport, showPage } from './navigation.ts';
import { cancelRuns, runTokenRequest } from './runs.ts';
import { addWorkspace } from './workspaces.ts';

/** What the application menu and its shortcuts ask for. */
export function followMenuCommand(command: MenuCommand): void {
  switch (command) {
    case 'run':
      showPage('flow');
      void runTokenRequest();
      return;
    case 'cancel':
      void cancelRuns();
      return;
    case 'import':
      openImport();
      return;
    case 'new-workspace':
      void addWorkspace();
      return;
    case 'show-flow':
      showPage('flow');
      return;
    case 'show-history':
      showPage('history');
      return;
    case 'show-token-server':
      showPage('token-server');
      return;
    case 'show-settings':
      showPage('settings');
      return;
    case 'run-tutorial':
      store.setState({ page: 'flow', runTutorial: true });
      return;
    default:
      assertUnreachable(command);
  }
}
