import { Button } from '@mantine/core';
import { IconClipboardText } from '@tabler/icons-react';
import { constraintOf } from '../../../../shared/oauth/dpop/sender-constraint.ts';
import { openImport } from '../../../state/actions/navigation.ts';
import { selectClient, selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { EndpointsFold } from '../../discovery/endpoints-fold.tsx';
import { FlowCard } from '../flow-card.tsx';
import { AssertionOptions } from './authentication/assertion-options.tsx';
import { ClientFields } from './client-fields.tsx';
import { ConnectionOptions } from './connection-options.tsx';
import { SenderConstraint } from './sender-constraint/sender-constraint.tsx';
import { ServerAddress } from './server-address.tsx';
import styles from './server-card.module.css';
import { TimeLimitField } from './time-limit-field.tsx';
import { VerificationSwitch } from './verification-switch.tsx';

/** Card 1: whom to ask, and as who. */
export function ServerCard() {
  return (
    <FlowCard
      card="server"
      number={1}
      title="Server and client"
      summary={<ServerSummary />}
      actions={
        <Button variant="default" leftSection={<IconClipboardText size={15} />} onClick={() => openImport()}>
          Paste curl or import
        </Button>
      }
    >
      <div className={styles.fields}>
        <ServerAddress />
        <ClientFields />
        <div className={styles.policies}>
          <VerificationSwitch />
          <TimeLimitField />
        </div>
        <div>
          <AssertionOptions />
          <SenderConstraint />
          <EndpointsFold />
          <ConnectionOptions />
        </div>
      </div>
    </FlowCard>
  );
}

function ServerSummary() {
  const { server, tls } = useAppState(selectWorkspace);
  const client = useAppState(selectClient);
  const { clientId, authMethod } = client;
  const constraint = constraintOf(client);
  return (
    <>
      {server.tokenEndpoint.replace(/^https?:\/\//, '') || 'no token endpoint'} · {clientId || 'no client id'}{' '}
      · {authMethod}
      {constraint !== 'none' && ` · ${constraint === 'dpop' ? 'DPoP' : 'mTLS'}`}
      {tls.verification === 'off' && <strong className={styles.off}> · TLS verification off</strong>}
    </>
  );
}
