import { updateClient } from '../../../state/actions/clients.ts';
import { selectClient } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { TemplateInput } from '../../variables/template-input.tsx';
import { WantedField } from '../wanted-field.tsx';
import { AuthenticationMethod } from './authentication/authentication-method.tsx';
import { CredentialField } from './authentication/credential-field.tsx';
import styles from './server-card.module.css';

/** The selected client: who it is, and how it proves that. */
export function ClientFields() {
  const client = useAppState(selectClient);
  return (
    <>
      <div className={styles.clients}>
        <WantedField field="client-id">
          <TemplateInput
            label="Client ID"
            placeholder="server"
            value={client.clientId}
            onChange={(event) => updateClient({ clientId: event.currentTarget.value })}
            secrets="not-here"
            data-client-id
          />
        </WantedField>
        <WantedField field="authentication">
          <AuthenticationMethod />
        </WantedField>
      </div>
      <CredentialField />
    </>
  );
}
