import { Button, FileButton } from '@mantine/core';
import type { FindingAction } from '../../../shared/diagnose/finding.ts';
import type { HistoryEntry } from '../../../shared/history/entry.ts';
import { describeAction } from '../../exchange-view/describe-action.ts';
import { FindingActions } from '../../exchange-view/finding-actions.tsx';
import { useExamination } from '../../exchange-view/use-examination.ts';
import { performHistoryAction } from '../../state/actions/history-replay.ts';
import { readCaFile } from '../../state/actions/trust.ts';
import { useAppState } from '../../state/store.ts';
import { builtInAuthority, tlsRemedies } from './explain-tls.ts';
import styles from './inspector.module.css';

export interface TlsRemediesProps {
  readonly entry: HistoryEntry;
  /** What the verdict above offers already. */
  readonly offered?: readonly FindingAction[];
}

/** What can be done about a chain that does not verify, the safest first. Each runs the request again. */
export function TlsRemedies({ entry, offered = [] }: TlsRemediesProps) {
  const { findings } = useExamination(entry);
  const tokenServer = useAppState((state) => state.tokenServer.state);
  if (!entry.exchange.tls || entry.exchange.tls.problems.length === 0) return null;
  const own = builtInAuthority(entry.exchange.request.url, tokenServer);
  const remedies = tlsRemedies([...(own ? [own] : []), ...findings.flatMap(({ actions }) => actions)]);
  const perform = (action: FindingAction) => performHistoryAction(entry, action);
  const origin = entry.exchange.purpose;
  const known = offered.map((action) => describeAction(action, origin));
  const missing = remedies.filter((action) => !known.includes(describeAction(action, origin)));
  const isTrust = ({ kind }: FindingAction) => kind === 'trust-ca' || kind === 'trust-ca-everywhere';
  const trust = missing.filter(isTrust);
  const others = missing.filter((action) => !isTrust(action));
  return (
    <fieldset className={styles.remedies} aria-label="Ways to trust it">
      <FindingActions actions={trust} origin={origin} perform={perform} secondary={known.length > 0} />
      <FileButton accept=".pem,.crt,.cer" onChange={(file) => file && void trustFile(file, perform)}>
        {(props) => (
          <Button {...props} variant="default">
            Trust a CA from a file…
          </Button>
        )}
      </FileButton>
      <FindingActions
        actions={others}
        origin={origin}
        perform={perform}
        secondary={trust.length > 0 || known.length > 0}
      />
    </fieldset>
  );
}

async function trustFile(file: File, perform: (action: FindingAction) => Promise<void>): Promise<void> {
  const ca = await readCaFile(file);
  if (ca) await perform({ kind: 'trust-ca', ...ca });
}
