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
        <EmptyState title="No matching exchanges">
          Searches URLs, headers, bodies, clients and workspaces for every word.
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
      <EmptyState title="No requests yet">
        Credence keeps every token request and API call here, failed ones too, across restarts. You can
        <ul>
          <li>inspect the wire, the certificates, the timings and the diagnosis;</li>
          <li>replay a request, or edit it first;</li>
          <li>compare two, for example one that works and one that does not;</li>
          <li>pin, search and copy as curl.</li>
        </ul>
        The history never contains client secrets. It contains tokens only if the system keychain encrypts
        them.
        <Group mt="sm">
          <Button onClick={() => showPage('flow')}>Go to the flow</Button>
        </Group>
      </EmptyState>
    </div>
  );
}
