import { describeStatus } from '../../exchange-view/describe-status.ts';
import { ApiPreview } from '../../exchange-view/preview/api-preview.tsx';
import { AttachedToken } from '../../features/flow/api/attached-token.tsx';
import { ExpectationsFold } from '../../features/flow/api/expectations/expectations-fold.tsx';
import { ApiHeadersAndBody } from '../../features/flow/api/headers-and-body.tsx';
import { RedirectsFold } from '../../features/flow/api/redirects-fold.tsx';
import { RenewalSwitches } from '../../features/flow/api/renewal-switches.tsx';
import { RequestLine } from '../../features/flow/api/request-line.tsx';
import { StaleQuestion } from '../../features/flow/api/stale-question.tsx';
import { CodeButton } from '../../features/flow/code-button.tsx';
import { UnresolvedNotice } from '../../features/variables/unresolved-notice.tsx';
import { renameCall } from '../../state/actions/library.ts';
import { selectApiRun, selectCurrentToken } from '../../state/selectors/runs.ts';
import { selectCurrentIsStale } from '../../state/selectors/tokens.ts';
import { selectCall, selectResolved } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { toneOf } from '../result/verdict.ts';
import styles from './api-step.module.css';
import { Step, type StepState } from './step.tsx';

/** Step 3: the API call. */
export function ApiStep() {
  const { api } = useAppState(selectResolved);
  return (
    <Step
      step="api"
      title="API call"
      summary={
        api.url === '' ? (
          'No URL yet'
        ) : (
          <>
            {api.method} <code>{pathOf(api.url)}</code>
          </>
        )
      }
      state={useCallState()}
      heading={<CallName />}
      actions={<CodeButton target="api" />}
      preview={<ApiPreview />}
    >
      <UnresolvedNotice kind="api" />
      <RequestLine />
      <AttachedToken />
      <StaleQuestion />
      <RenewalSwitches />
      <div>
        <ApiHeadersAndBody />
        <RedirectsFold />
        <ExpectationsFold />
      </div>
    </Step>
  );
}

/** The call's name in the head of its step; a click edits it. */
function CallName() {
  const call = useAppState(selectCall);
  return (
    <input
      key={call.id}
      className={styles.name}
      aria-label="Name of the API call"
      value={call.name}
      maxLength={80}
      placeholder="Unnamed call"
      spellCheck={false}
      onChange={(event) => renameCall(call.id, event.currentTarget.value)}
    />
  );
}

function useCallState(): StepState {
  const { result, running, error } = useAppState(selectApiRun);
  const token = useAppState(selectCurrentToken);
  const isStale = useAppState(selectCurrentIsStale);
  if (running) return { text: 'Running…', tone: 'neutral' };
  if (error) return { text: 'Not sent', tone: 'caution' };
  if (isStale) return { text: 'Needs the new token', tone: 'caution' };
  if (result) {
    return { text: describeStatus(result.exchange).text, tone: toneOf({ ...result, token: null }) };
  }
  return { text: token ? 'Not called yet' : 'Waits for a token', tone: 'neutral' };
}

function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
