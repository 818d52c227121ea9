import { methodOf } from '../../../../../shared/oauth/methods/methods.ts';
import { selectClient } from '../../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../../state/store.ts';
import { KeyField } from './key-field.tsx';
import { SecretField } from './secret-field.tsx';

/** What the client in use proves itself with: its secret, a key, or a certificate. */
export function CredentialField() {
  const credential = useAppState((state) => methodOf(selectClient(state)).credential);
  switch (credential) {
    case 'key':
      return <KeyField use="assertion" />;
    case 'certificate':
      return <KeyField use="certificate" />;
    // Without a proof the secret's field stays, and says that none is needed.
    case 'secret':
    case 'nothing':
      return <SecretField />;
  }
}
