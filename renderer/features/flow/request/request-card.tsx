import { TokenPreview } from '../../../exchange-view/preview/token-preview.tsx';
import { selectClient, selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { UnresolvedNotice } from '../../variables/unresolved-notice.tsx';
import { CodeButton } from '../code-button.tsx';
import { FlowCard } from '../flow-card.tsx';
import layout from '../split-layout.module.css';
import { HeadersAndBody } from './headers-and-body.tsx';
import { MoreParameters, summariseParameters } from './more-parameters.tsx';
import { RunTokenButton } from './run-token-button.tsx';
import { ScopeField } from './scope-field.tsx';

/** Card 2: what to ask for, beside exactly what will be sent. */
export function RequestCard() {
  const { request } = useAppState(selectWorkspace);
  return (
    <FlowCard
      card="request"
      number={2}
      title="Request"
      summary={<RequestSummary />}
      actions={
        <>
          <CodeButton target="token" />
          <RunTokenButton />
        </>
      }
    >
      <UnresolvedNotice kind="token" />
      <div className={layout.split}>
        <div className={layout.form}>
          <ScopeField disabled={request.rawBody !== null} />
          <div>
            <MoreParameters />
            <HeadersAndBody />
          </div>
        </div>
        <TokenPreview />
      </div>
    </FlowCard>
  );
}

function RequestSummary() {
  const { request } = useAppState(selectWorkspace);
  const { authMethod } = useAppState(selectClient);
  if (request.rawBody !== null) return `POST · body edited by hand · ${authMethod}`;
  const parameters = summariseParameters(request);
  return [
    'grant_type=client_credentials',
    request.scopes.length > 0 ? `scope=${request.scopes.join(' ')}` : 'no scope',
    ...(parameters === null ? [] : [parameters]),
  ].join(' · ');
}
