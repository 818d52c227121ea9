import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import type { BasicEncoding, ClientAuthMethod } from '../../../../shared/model/workspace.ts';
import { updateClient } from '../../../state/actions/clients.ts';
import { selectClient } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import styles from './server-card.module.css';

const METHODS: readonly { value: ClientAuthMethod; label: string }[] = [
  { value: 'client_secret_post', label: 'client_secret_post' },
  { value: 'client_secret_basic', label: 'client_secret_basic' },
  { value: 'none', label: 'none' },
];

const ENCODINGS: readonly { value: BasicEncoding; label: string }[] = [
  { value: 'form', label: 'Form-encoded (RFC)' },
  { value: 'raw', label: 'Raw' },
];

const SEGMENTS = { label: styles.segment ?? '' };

const METHOD_NOTES: Readonly<Record<ClientAuthMethod, string>> = {
  client_secret_jwt: 'A JWT signed with the secret, which itself does not travel (RFC 7523 §2.2).',
  private_key_jwt: 'A JWT signed with a private key; the server has the public one (RFC 7523 §2.2).',
  tls_client_auth: 'A certificate of an authority, presented in the TLS handshake (RFC 8705 §2.1).',
  self_signed_tls_client_auth: 'A certificate of one’s own, registered at the server (RFC 8705 §2.2).',
  client_secret_post: 'Id and secret travel as parameters of the form body (RFC 6749 §2.3.1).',
  client_secret_basic: 'Id and secret travel in the Authorization header (RFC 6749 §2.3.1).',
  none: 'The client only says its id. Servers refuse client_credentials without authentication; see how.',
};

const ENCODING_NOTES: Readonly<Record<BasicEncoding, string>> = {
  form: 'Form-encoded before Base64, as the RFC says: “!” becomes “%21”.',
  raw: 'Base64 of id:secret as they are, which about half of the servers expect.',
};

/** How the client proves who it is. */
export function AuthenticationMethod() {
  const { authMethod, basicEncoding } = useAppState(selectClient);
  return (
    <div className={styles.method}>
      <Choice label="Client authentication" note={METHOD_NOTES[authMethod]}>
        {(labelledBy) => (
          <SegmentedControl
            classNames={SEGMENTS}
            aria-labelledby={labelledBy}
            data={[...METHODS]}
            value={authMethod}
            onChange={(value) => updateClient({ authMethod: value })}
          />
        )}
      </Choice>
      {authMethod === 'client_secret_basic' && (
        <Choice label="Encoding of the credentials" note={ENCODING_NOTES[basicEncoding]}>
          {(labelledBy) => (
            <SegmentedControl
              classNames={SEGMENTS}
              aria-labelledby={labelledBy}
              data={[...ENCODINGS]}
              value={basicEncoding}
              onChange={(value) => updateClient({ basicEncoding: value })}
            />
          )}
        </Choice>
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly note: string;
  readonly children: (labelledBy: string) => ReactNode;
}

function Choice({ label, note, children }: ChoiceProps) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <span id={id} className={styles.choiceLabel}>
        {label}
      </span>
      {children(id)}
      <p className={styles.note}>{note}</p>
    </div>
  );
}
