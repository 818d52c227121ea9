import { Button } from '@mantine/core';
import {
  IconAlertCircle,
  IconBug,
  IconChevronRight,
  IconCircleCheck,
  IconCircleMinus,
  IconCircleX,
  IconServer2,
} from '@tabler/icons-react';
import type { ExpectationResult } from '../../../shared/expectations/check-expectations.ts';
import type { HistoryEntry } from '../../../shared/history/entry.ts';
import { matchServerLog } from '../../../shared/token-server/match-server-log.ts';
import { CurityRegistration } from '../../exchange-view/curity-registration.tsx';
import { FieldFix } from '../../exchange-view/field-fix.tsx';
import { FindingActions } from '../../exchange-view/finding-actions.tsx';
import { shorten } from '../../exchange-view/verdict-card.tsx';
import { describeBinding } from '../../features/flow/token/describe-binding.ts';
import { kindOf } from '../../features/flow/token/token-head.tsx';
import { performFindingAction } from '../../state/actions/finding-actions.ts';
import { performHistoryAction } from '../../state/actions/history-replay.ts';
import { openProbe, type ProbeOffer } from '../../state/actions/probe.ts';
import { renewTokenAndCallApi } from '../../state/actions/runs.ts';
import { useAppState } from '../../state/store.ts';
import { CountdownRing } from '../../ui/countdown-ring.tsx';
import { formatDuration } from '../../ui/format-duration.ts';
import { formatSize } from '../../ui/format-size.ts';
import { ExpectationsLine } from './expectations-tab.tsx';
import styles from './result.module.css';
import { openResultTab } from './result-tab-state.ts';
import { NewTokenButton, TokenButtons, useIsExpired } from './token-buttons.tsx';
import type { ResultSubject } from './use-result.ts';
import { describeVerdict, type VerdictTone } from './verdict.ts';

const SIGNS: Readonly<Record<VerdictTone, typeof IconCircleCheck>> = {
  good: IconCircleCheck,
  caution: IconAlertCircle,
  danger: IconCircleX,
  neutral: IconCircleMinus,
};

export interface VerdictBandProps {
  readonly subject: ResultSubject;
  readonly entry: HistoryEntry;
  /** What “Find out why” shows; null where there is nothing to find out. */
  readonly probe: ProbeOffer | null;
  readonly expectations: readonly ExpectationResult[];
}

/** The verdict: sign or countdown, headline, status, and what to do next. */
export function VerdictBand({ subject, entry, probe, expectations }: VerdictBandProps) {
  const { token, kind } = subject;
  const { exchange } = entry;
  const isExpired = useIsExpired(token);
  const verdict = describeVerdict(subject);
  const tone = isExpired ? 'caution' : verdict.tone;
  const Sign = SIGNS[tone];
  return (
    <div className={styles.verdict} data-tone={tone} role="status" aria-label="Verdict">
      {token ? (
        <CountdownRing
          from={token.receivedAt}
          until={token.expiresAt}
          ended={token.revokedAt === undefined ? null : 'revoked'}
        />
      ) : (
        <Sign size={24} stroke={2} className={styles.sign} aria-hidden />
      )}
      <div className={styles.words}>
        <div className={styles.line}>
          <h2>{isExpired ? 'Token expired' : verdict.title}</h2>
          <span className={styles.chip} data-tone={tone}>
            {verdict.chip}
          </span>
        </div>
        {verdict.sentence !== '' && <p>{shorten(verdict.sentence)}</p>}
        {verdict.firstStep !== '' && <p className={styles.step}>{shorten(verdict.firstStep)}</p>}
        <p className={styles.facts}>
          {[
            ...(token ? [kindOf(token), token.tokenType] : []),
            formatDuration(exchange.timings.total),
            ...(exchange.response ? [formatSize(exchange.response.body.size)] : []),
          ].join(' · ')}
          {token && <Bound token={token} />}
        </p>
        <ExpectationsLine results={expectations} />
        <ServerSays entry={entry} />
        <div className={styles.buttons}>
          {verdict.finding && (
            <FindingActions
              actions={verdict.finding.actions}
              origin={exchange.purpose}
              perform={(action) =>
                kind === 'exchange'
                  ? performHistoryAction(entry, action)
                  : performFindingAction(action, exchange.purpose)
              }
            />
          )}
          {verdict.finding && kind !== 'exchange' && (
            <FieldFix finding={verdict.finding} isApi={kind === 'api'} />
          )}
          {kind === 'api' && exchange.response?.status === 401 && verdict.finding?.actions.length === 0 && (
            <Button size="compact-sm" onClick={() => void renewTokenAndCallApi()}>
              Get a new token and call again
            </Button>
          )}
          {probe && (
            <Button variant="default" size="compact-sm" onClick={() => openProbe(probe)}>
              Find out why
            </Button>
          )}
          {kind === 'token' && mayBeUnregistered(subject) && <CurityRegistration exchange={exchange} />}
          {token && (
            <>
              {isExpired && <NewTokenButton />}
              <TokenButtons token={token} />
            </>
          )}
        </div>
      </div>
    </div>
  );
}

/** Registering the client would not help if something else is certainly the cause. */
function mayBeUnregistered({ verdict }: ResultSubject): boolean {
  return verdict?.confidence !== 'certain' || verdict.id === 'oauth-client-unknown';
}

function Bound({ token }: { readonly token: NonNullable<ResultSubject['token']> }) {
  const keys = useAppState((state) => state.workspaces.list.find(({ id }) => id === token.workspaceId)?.keys);
  return describeBinding(token, keys ?? []).map(({ text, tone }) => (
    <span key={text} data-tone={tone}>
      {' · '}
      {text}
    </span>
  ));
}

/** The built-in server's own reason, which the response leaves open; first of all that it was told to misbehave. */
function ServerSays({ entry: { exchange } }: { readonly entry: HistoryEntry }) {
  const log = useAppState((state) => state.tokenServer.log);
  const lines = matchServerLog(exchange, log);
  const fault = lines.find((line) => line.fault !== undefined)?.fault;
  const refusal = lines.find(({ status }) => status === 0 || status >= 400);
  if (fault === undefined && !refusal) return null;
  const Icon = fault === undefined ? IconServer2 : IconBug;
  return (
    <button type="button" className={styles.says} onClick={() => openResultTab('log')}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <span>
        {fault === undefined ? 'The server’s log says: ' : 'This is the fault that you armed: '}
        <strong>{fault ?? refusal?.decision}</strong>
      </span>
      <IconChevronRight size={16} aria-hidden />
    </button>
  );
}
