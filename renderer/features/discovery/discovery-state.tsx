import { Button, Loader, UnstyledButton } from '@mantine/core';
import { isOutdated } from '../../../shared/discovery/kept-metadata.ts';
import type { MetadataRun } from '../../../shared/ipc/runs.ts';
import type { KeptMetadata } from '../../../shared/model/workspace.ts';
import { Findings } from '../../exchange-view/findings.tsx';
import {
  discover,
  forgetMetadata,
  namesAnotherIssuer,
  showMetadata,
  takeFoundMetadata,
} from '../../state/actions/discovery.ts';
import { inspectExchange } from '../../state/actions/history-selection.ts';
import { cancelRuns } from '../../state/actions/runs.ts';
import { selectDiscovery } from '../../state/selectors/discovery.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { Fold } from '../../ui/fold.tsx';
import { formatRelative } from '../../ui/format-time.ts';
import { TextButton } from '../../ui/text-button.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './discovery.module.css';

/** What discovery is doing, what it found and where, or why it found nothing. */
export function DiscoveryState() {
  const workspace = useAppState(selectWorkspace);
  const { running, result, error } = useAppState(selectDiscovery);
  const { metadata } = workspace.server;
  if (running) {
    return (
      <p className={styles.line} role="status">
        <Loader size={13} aria-hidden="true" />
        <span>
          {running.at
            ? `Looking at ${running.at.url} (${running.at.number} of at most ${running.at.count})`
            : 'Looking for the server’s metadata…'}
        </span>
        <TextButton onClick={() => void cancelRuns()}>Cancel</TextButton>
      </p>
    );
  }
  const isAnother = result?.metadata != null && namesAnotherIssuer(result) && metadata !== result.metadata;
  return (
    <>
      {error && (
        <p className={styles.line} role="alert">
          <strong>{error.message}</strong> {error.nextStep}
        </p>
      )}
      {result && <Findings findings={result.findings} origin="metadata" />}
      {isAnother && (
        <p className={styles.line}>
          None of it is used.
          <Button variant="default" size="compact-xs" onClick={takeFoundMetadata}>
            Use it anyway
          </Button>
        </p>
      )}
      {result && !result.metadata && <Tries run={result} />}
      {metadata && <Kept metadata={metadata} isOutdated={isOutdated(workspace)} />}
    </>
  );
}

function Kept({ metadata, isOutdated }: { readonly metadata: KeptMetadata; readonly isOutdated: boolean }) {
  const now = useNow(30_000);
  return (
    <p className={styles.line} role="status">
      {isOutdated ? (
        <span>
          The saved metadata is from another issuer and is not used: <code>{issuerOf(metadata)}</code>
        </span>
      ) : (
        <span>
          Metadata from <code>{metadata.url}</code>,{' '}
          {formatRelative(metadata.fetchedAt, Math.max(now, metadata.fetchedAt))}
        </span>
      )}
      <TextButton onClick={() => showMetadata(true)}>Show metadata</TextButton>
      {isOutdated ? (
        <TextButton onClick={forgetMetadata}>Forget it</TextButton>
      ) : (
        <TextButton onClick={() => void discover()}>Refresh</TextButton>
      )}
    </p>
  );
}

/** Every address that was tried; each exchange is in the history. */
function Tries({ run: { exchanges } }: { readonly run: MetadataRun }) {
  return (
    <Fold name="Addresses tried" summary={exchanges.length}>
      <ul className={styles.tries} aria-label="Addresses tried">
        {exchanges.map(({ id, request, response, failure }) => (
          <li key={id}>
            <UnstyledButton className={styles.try} onClick={() => inspectExchange(id)}>
              <span className={styles.status}>{response?.status ?? failure?.code}</span>
              <code>{request.url}</code>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Fold>
  );
}

function issuerOf({ document, url }: KeptMetadata): string {
  return typeof document.issuer === 'string' ? document.issuer : url;
}
