import { Findings } from '../../../exchange-view/findings.tsx';
import { ApiPreview } from '../../../exchange-view/preview/api-preview.tsx';
import { RunAnnouncement } from '../../../exchange-view/run-announcement.tsx';
import { RunError } from '../../../exchange-view/run-error.tsx';
import { RunProgress } from '../../../exchange-view/run-progress.tsx';
import { StatusOfRun } from '../../../exchange-view/status-of-run.tsx';
import { changeApiRequest } from '../../../state/actions/api-request.ts';
import { runApiRequest } from '../../../state/actions/runs.ts';
import { selectApiRun } from '../../../state/selectors/runs.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { TemplateArea } from '../../variables/template-input.tsx';
import { UnresolvedNotice } from '../../variables/unresolved-notice.tsx';
import { useProblems } from '../../variables/use-problems.ts';
import { CodeButton } from '../code-button.tsx';
import { FieldRows } from '../field-rows/field-rows.tsx';
import { FlowCard } from '../flow-card.tsx';
import { RunButton } from '../run-button.tsx';
import { RunMenu } from '../run-menu.tsx';
import layout from '../split-layout.module.css';
import { useRevealCard } from '../use-reveal-card.ts';
import { ApiAnswer } from './api-answer.tsx';
import styles from './api-card.module.css';
import { AttachedToken } from './attached-token.tsx';
import { FollowRedirectsSwitch } from './follow-redirects-switch.tsx';
import { RenewalNote } from './renewal-note.tsx';
import { RenewalSwitches } from './renewal-switches.tsx';
import { RequestLine } from './request-line.tsx';
import { StaleQuestion } from './stale-question.tsx';

/** Card 4: what the token is good for. */
export function ApiCard() {
  const { api } = useAppState(selectWorkspace);
  const { running, result, error } = useAppState(selectApiRun);
  const isBlocked = useProblems('api').length > 0;
  useRevealCard('api', result?.exchange.id ?? null);
  return (
    <FlowCard
      card="api"
      number={4}
      title="Call API"
      state={<StatusOfRun running={running !== null} exchange={result?.exchange ?? null} />}
      summary={api.url === '' ? 'No URL yet' : `${api.method} ${api.url}`}
      actions={
        <>
          <CodeButton target="api" />
          <RunButton
            label="Call API"
            running={running}
            isBlocked={isBlocked}
            onRun={() => void runApiRequest()}
            menu={<RunMenu target="api" />}
          />
        </>
      }
    >
      <UnresolvedNotice kind="api" />
      <div className={layout.split}>
        <div className={layout.form}>
          <RequestLine />
          <AttachedToken />
          <StaleQuestion />
          <RenewalSwitches />
          <FieldRows
            title="Headers"
            item="header"
            hint="Accept and Authorization are added for you."
            rows={api.headers}
            onChange={(headers) => changeApiRequest({ headers })}
          />
          <TemplateArea
            label="Body"
            placeholder="Empty for GET; JSON is sent as application/json"
            value={api.body}
            onChange={(event) => changeApiRequest({ body: event.currentTarget.value })}
            leastRows={2}
            mostRows={12}
          />
          <FollowRedirectsSwitch />
        </div>
        <ApiPreview />
      </div>
      <RunAnnouncement
        running={running !== null}
        exchange={result?.exchange ?? null}
        findings={result?.findings}
      />
      {(error || result || running) && (
        <div className={styles.answer} aria-busy={running !== null}>
          <RunProgress running={running} />
          {error && <RunError error={error} />}
          {result && <RenewalNote run={result} />}
          {result && <Findings findings={result.findings} origin="api" />}
          {result && <ApiAnswer exchange={result.exchange} earlier={result.earlier} />}
        </div>
      )}
    </FlowCard>
  );
}
