import type { Finding } from '../../../../shared/diagnose/finding.ts';
import { AnswerView } from '../../../exchange-view/answer-view.tsx';
import { CurityRegistration } from '../../../exchange-view/curity-registration.tsx';
import { Findings } from '../../../exchange-view/findings.tsx';
import { RunAnnouncement } from '../../../exchange-view/run-announcement.tsx';
import { RunError } from '../../../exchange-view/run-error.tsx';
import { RunProgress } from '../../../exchange-view/run-progress.tsx';
import { StatusOfRun } from '../../../exchange-view/status-of-run.tsx';
import { selectCurrentToken, selectTokenRun } from '../../../state/selectors/runs.ts';
import { useAppState } from '../../../state/store.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FlowCard } from '../flow-card.tsx';
import layout from '../split-layout.module.css';
import { useRevealCard } from '../use-reveal-card.ts';
import { ShelfButton } from './shelf-button.tsx';
import { TokenPanel } from './token-panel.tsx';
import { TokenSummary } from './token-summary.tsx';

/** Card 3: what the server answered, what is to be said about it, and the token. */
export function TokenCard() {
  const { running, result, error } = useAppState(selectTokenRun);
  const token = useAppState(selectCurrentToken);
  const findings = result?.findings ?? [];
  // Whoever got a token looks for it first; what is merely worth knowing about it follows.
  const follows = ({ severity }: Finding) => result?.token != null && severity === 'info';
  useRevealCard('token', result?.exchange.id ?? null);
  return (
    <FlowCard
      card="token"
      number={3}
      title="Token"
      state={<StatusOfRun running={running !== null} exchange={result?.exchange ?? null} />}
      summary={<TokenSummary />}
      actions={<ShelfButton />}
    >
      <RunAnnouncement
        running={running !== null}
        exchange={result?.exchange ?? null}
        findings={result?.findings}
      />
      <RunProgress running={running} />
      {error && <RunError error={error} />}
      {!result && !error && !token && !running && (
        <EmptyState title="No token yet">
          Press <strong>Get token</strong> in card 2. The answer is shown here whole, and explained: also when
          it is an error, a refused certificate, or nothing at all.
        </EmptyState>
      )}
      {(result || token) && (
        <div className={layout.split} aria-busy={running !== null}>
          <div className={layout.form}>
            <Findings findings={findings.filter((finding) => !follows(finding))} origin="token" />
            {result && <CurityRegistration exchange={result.exchange} />}
            {token && (
              <TokenPanel
                key={token.id}
                token={token}
                earlier={result !== null && result.token?.id !== token.id}
              />
            )}
            <Findings findings={findings.filter(follows)} origin="token" label="Worth knowing" />
          </div>
          {result && (
            <AnswerView label="Token response" exchange={result.exchange} earlier={result.earlier} />
          )}
        </div>
      )}
    </FlowCard>
  );
}
