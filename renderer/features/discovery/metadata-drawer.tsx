import { Button, SegmentedControl } from '@mantine/core';
import { IconRefresh, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { issuerMismatch } from '../../../shared/discovery/kept-metadata.ts';
import type { KeptMetadata } from '../../../shared/model/workspace.ts';
import { discover, forgetMetadata, showMetadata } from '../../state/actions/discovery.ts';
import { selectDiscovery } from '../../state/selectors/discovery.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { CautionBox } from '../../ui/caution-box.tsx';
import { CodeView } from '../../ui/code-view/code-view.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import styles from './discovery.module.css';
import { MetadataTable } from './metadata-table.tsx';

/** All that the server says of itself, to read and as it came. */
export function MetadataDrawer() {
  const { metadata } = useAppState((state) => selectWorkspace(state).server);
  return (
    <SidePanel title="Server metadata" onClose={() => showMetadata(false)}>
      {metadata ? (
        <Content metadata={metadata} />
      ) : (
        <EmptyState title="No metadata yet">Press Discover in step 1.</EmptyState>
      )}
    </SidePanel>
  );
}

function Content({ metadata }: { readonly metadata: KeptMetadata }) {
  const [view, setView] = useState<'readable' | 'raw'>('readable');
  const isRunning = useAppState((state) => selectDiscovery(state).running !== null);
  const mismatch = issuerMismatch(metadata);
  return (
    <>
      <p className={styles.source}>
        From <code>{metadata.url}</code>
        <br />
        fetched {formatMoment(metadata.fetchedAt)}
      </p>
      {mismatch && (
        <CautionBox>
          <p>
            <strong>The metadata is from another issuer.</strong> According to its URL the issuer is{' '}
            <code>{mismatch.expected}</code>, the document names <code>{mismatch.named}</code>. They must be
            identical (RFC 8414 §3.3), so that no server can impersonate another.
          </p>
        </CautionBox>
      )}
      <div className={styles.drawerTools}>
        <SegmentedControl<'readable' | 'raw'>
          aria-label="How it is shown"
          data={[
            { value: 'readable', label: 'Readable' },
            { value: 'raw', label: 'Raw' },
          ]}
          value={view}
          onChange={setView}
        />
        <div className={styles.drawerButtons}>
          <Button
            variant="default"
            leftSection={<IconRefresh size={14} />}
            loading={isRunning}
            onClick={() => void discover()}
          >
            Refresh
          </Button>
          <Button variant="default" leftSection={<IconTrash size={14} />} onClick={forgetMetadata}>
            Forget
          </Button>
        </div>
      </div>
      {view === 'readable' ? (
        <MetadataTable document={metadata.document} />
      ) : (
        <CodeView text={JSON.stringify(metadata.document)} language="json" label="Metadata document" />
      )}
    </>
  );
}
