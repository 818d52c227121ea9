import { describeStatus } from '../../exchange-view/describe-status.ts';
import { TokenPreview } from '../../exchange-view/preview/token-preview.tsx';
import { CodeButton } from '../../features/flow/code-button.tsx';
import { HeadersAndBody } from '../../features/flow/request/headers-and-body.tsx';
import { MoreParameters, summariseParameters } from '../../features/flow/request/more-parameters.tsx';
import { ScopeField } from '../../features/flow/request/scope-field.tsx';
import { WantedField } from '../../features/flow/wanted-field.tsx';
import { UnresolvedNotice } from '../../features/variables/unresolved-notice.tsx';
import { selectCurrentToken, selectTokenRun } from '../../state/selectors/runs.ts';
import { selectCurrentIsStale } from '../../state/selectors/tokens.ts';
import { selectResolved, selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { formatCountdown } from '../../ui/format-duration.ts';
import { MiniRing } from '../../ui/mini-ring.tsx';
import { useNow } from '../../ui/use-now.ts';
import { Step, type StepState } from './step.tsx';

/** Step 2: the token request. */
export function RequestStep() {
  const request = useAppState((state) => selectWorkspace(state).request);
  return (
    <Step
      step="request"
      title="Token request"
      summary={<RequestSummary />}
      state={useTokenState()}
      actions={<CodeButton target="token" />}
      preview={<TokenPreview />}
    >
      <UnresolvedNotice kind="token" />
      <WantedField field="scope">
        <ScopeField disabled={request.rawBody !== null} />
      </WantedField>
      <div>
        <MoreParameters />
        <HeadersAndBody />
      </div>
    </Step>
  );
}

function RequestSummary() {
  const { request } = useAppState(selectResolved);
  if (request.rawBody !== null) return 'Custom body';
  const parameters = summariseParameters(request);
  return (
    <>
      {request.scopes.length > 0 ? (
        <>
          Scope <code>{request.scopes.join(' ')}</code>
        </>
      ) : (
        'No scope'
      )}
      {parameters !== null && ` · ${parameters}`}
    </>
  );
}

/** The token's state in a few words. */
function useTokenState(): StepState {
  const { result, running } = useAppState(selectTokenRun);
  const token = useAppState(selectCurrentToken);
  const isStale = useAppState(selectCurrentIsStale);
  const now = useNow(1_000, token !== null);
  if (running) return { text: 'Running…', tone: 'neutral' };
  if (result && !result.token) {
    const { text, tone } = describeStatus(result.exchange);
    return { text, tone: tone === 'good' ? 'caution' : tone };
  }
  if (!token) return { text: 'No token yet', tone: 'neutral' };
  if (token.revokedAt !== undefined) return { text: 'Token revoked', tone: 'caution' };
  if (token.expiresAt !== null && token.expiresAt <= now) return { text: 'Token expired', tone: 'caution' };
  if (isStale) return { text: 'Changed since the last token', tone: 'caution' };
  if (token.expiresAt === null) return { text: 'Token received', tone: 'good' };
  return {
    tone: 'good',
    text: (
      <>
        <MiniRing from={token.receivedAt} until={token.expiresAt} now={now} />
        {formatCountdown(token.expiresAt - now)} left
      </>
    ),
  };
}
