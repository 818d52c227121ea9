import { IconCheck } from '@tabler/icons-react';
import { TokenPreview } from '../../exchange-view/preview/token-preview.tsx';
import { EndpointsFold } from '../../features/discovery/endpoints-fold.tsx';
import { AssertionOptions } from '../../features/flow/server/authentication/assertion-options.tsx';
import { ClientFields } from '../../features/flow/server/client-fields.tsx';
import { ConnectionOptions } from '../../features/flow/server/connection-options.tsx';
import { SenderConstraint } from '../../features/flow/server/sender-constraint/sender-constraint.tsx';
import { ServerAddress } from '../../features/flow/server/server-address.tsx';
import { VerificationSwitch } from '../../features/flow/server/verification-switch.tsx';
import { WantedField } from '../../features/flow/wanted-field.tsx';
import { UnresolvedNotice } from '../../features/variables/unresolved-notice.tsx';
import { selectHasSecret } from '../../state/selectors/secrets.ts';
import { selectClient, selectResolved } from '../../state/selectors/workspaces.ts';
import { type AppState, useAppState } from '../../state/store.ts';
import { describeCredential } from './describe-credential.ts';
import { Step, type StepState } from './step.tsx';

/** Step 1: the server and the client. */
export function ServerStep() {
  const credential = useAppState(selectCredential);
  return (
    <Step
      step="server"
      title="Server and client"
      summary={<ServerSummary />}
      state={stateOf(credential)}
      preview={<TokenPreview />}
    >
      <UnresolvedNotice kind="token" />
      <ServerAddress />
      <ClientFields />
      <VerificationSwitch />
      <div>
        <AssertionOptions />
        <WantedField field="binding">
          <SenderConstraint />
        </WantedField>
        <EndpointsFold />
        <ConnectionOptions />
      </div>
    </Step>
  );
}

function ServerSummary() {
  const { server, clients, activeClientId } = useAppState(selectResolved);
  const clientId = clients.find(({ id }) => id === activeClientId)?.clientId ?? '';
  return (
    <>
      <code>{clientId || 'no client ID'}</code> at {hostOf(server.tokenEndpoint)}
    </>
  );
}

function hostOf(endpoint: string): string {
  if (endpoint === '') return 'no token endpoint yet';
  return URL.canParse(endpoint) ? new URL(endpoint).host : endpoint;
}

function selectCredential(state: AppState): string {
  return describeCredential(selectClient(state), selectHasSecret(state));
}

function stateOf(credential: string): StepState {
  const isMissing = credential.startsWith('No ');
  return {
    tone: isMissing ? 'caution' : 'good',
    text: (
      <>
        {!isMissing && <IconCheck size={15} stroke={2} aria-hidden />}
        {credential}
      </>
    ),
  };
}
