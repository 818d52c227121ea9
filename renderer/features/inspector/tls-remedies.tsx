import { Button, FileButton } from '@mantine/core';
import type { FindingAction } from '../../../shared/diagnose/finding.ts';
import type { HistoryEntry } from '../../../shared/history/entry.ts';
import { FindingActions } from '../../exchange-view/finding-actions.tsx';
import { performHistoryAction } from '../../state/actions/history-replay.ts';
import { showNotice } from '../../state/actions/notices.ts';
import { useAppState } from '../../state/store.ts';
import { builtInAuthority, tlsRemedies } from './explain-tls.ts';
import styles from './inspector.module.css';
import { useFindings } from './summary-tab.tsx';

/** What can be done about a chain that does not verify, the safest first. Each runs the request again. */
export function TlsRemedies({ entry }: { readonly entry: HistoryEntry }) {
  const findings = useFindings(entry);
  const tokenServer = useAppState((state) => state.tokenServer);
  if (!entry.exchange.tls || entry.exchange.tls.problems.length === 0) return null;
  const own = builtInAuthority(entry.exchange.request.url, tokenServer);
  const remedies = tlsRemedies([...(own ? [own] : []), ...findings.flatMap(({ actions }) => actions)]);
  const perform = (action: FindingAction) => performHistoryAction(entry, action);
  const origin = entry.exchange.purpose;
  const isTrust = ({ kind }: FindingAction) => kind === 'trust-ca' || kind === 'trust-ca-everywhere';
  const trust = remedies.filter(isTrust);
  const others = remedies.filter((action) => !isTrust(action));
  return (
    <fieldset className={styles.remedies} aria-label="Ways to trust it">
      <FindingActions actions={trust} origin={origin} perform={perform} />
      <FileButton accept=".pem,.crt,.cer" onChange={(file) => file && void trustFile(file, perform)}>
        {(props) => (
          <Button {...props} variant="default">
            Trust an authority from a file…
          </Button>
        )}
      </FileButton>
      <FindingActions actions={others} origin={origin} perform={perform} secondary={trust.length > 0} />
    </fieldset>
  );
}

async function trustFile(file: File, perform: (action: FindingAction) => Promise<void>): Promise<void> {
  const pem = await file.text();
  if (pem.includes('-----BEGIN CERTIFICATE-----')) {
    await perform({ kind: 'trust-ca', name: file.name, pem });
    return;
  }
  showNotice({
    tone: 'problem',
    message: `${file.name} holds no certificate in PEM form.`,
    nextStep:
      'Such a file has a line -----BEGIN CERTIFICATE-----. Convert a binary one: openssl x509 -inform der.',
    detail: null,
  });
}
