import { Button, Group } from '@mantine/core';
import { clearHistoryFilter } from '../../state/actions/history-filter.ts';
import { showPage } from '../../state/actions/navigation.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './history-page.module.css';

/** Nothing to show: because nothing was done yet, or because the filter leaves nothing. */
export function EmptyHistory({ narrowed }: { readonly narrowed: boolean }) {
  if (narrowed) {
    return (
      <div className={styles.empty}>
        <EmptyState title="No exchange matches">
          Every word of the search must occur: in the URL, a header, a body, the client or the workspace.
          <Group mt="sm">
            <Button variant="default" onClick={() => clearHistoryFilter()}>
              Show all
            </Button>
          </Group>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={styles.empty}>
      <EmptyState title="Nothing was sent yet">
        Every token request and API call is kept here, whole and across restarts, also when it failed. From
        here you can
        <ul>
          <li>open it: the wire, the certificates, the times, what it means;</li>
          <li>run it again as it was, or put it back into the form and change it;</li>
          <li>select two and compare them, for example the one that worked and the one that does not;</li>
          <li>pin it, search it, copy it as curl.</li>
        </ul>
        Client secrets are never in it; tokens are on the disk only where the system’s keychain encrypts them.
        <Group mt="sm">
          <Button onClick={() => showPage('flow')}>Go to the flow</Button>
        </Group>
      </EmptyState>
    </div>
  );
}
