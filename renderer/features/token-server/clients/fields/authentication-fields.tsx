import { Radio } from '@mantine/core';
import { changeClientForm } from '../../../../state/actions/server-clients.ts';
import type { AuthenticationMethod } from '../../../../state/server-clients/client-form.ts';
import type { ClientEditor } from '../../../../state/slices/server-clients.ts';
import { useAppState } from '../../../../state/store.ts';
import layout from '../../../../ui/layout.module.css';
import styles from '../client-editor.module.css';
import { CertificateFields, SubjectFields } from './certificate-fields.tsx';
import { KeyFields } from './key-fields.tsx';
import { SecretFields } from './secret-fields.tsx';

const METHODS: readonly {
  readonly method: AuthenticationMethod;
  readonly label: string;
  readonly note: string;
}[] = [
  {
    method: 'secret',
    label: 'Secret',
    note: 'client_secret_basic and client_secret_post (RFC 6749 §2.3.1).',
  },
  {
    method: 'client_secret_jwt',
    label: 'Assertion by secret',
    note: 'client_secret_jwt: a JWT with an HMAC; the secret is not sent (RFC 7523 §2.2).',
  },
  {
    method: 'private_key_jwt',
    label: 'Assertion by private key',
    note: 'private_key_jwt: the server has the public key only (RFC 7523 §2.2).',
  },
  {
    method: 'tls_client_auth',
    label: 'Mutual TLS, by name',
    note: 'tls_client_auth: a certificate with this name from a trusted CA (RFC 8705 §2.1).',
  },
  {
    method: 'self_signed_tls_client_auth',
    label: 'Mutual TLS, pinned certificate',
    note: 'self_signed_tls_client_auth: exactly this certificate, whoever issued it (RFC 8705 §2.2).',
  },
  {
    method: 'none',
    label: 'None',
    note: 'A public client. It gets no token by client credentials (RFC 6749 §4.4).',
  },
];

export interface AuthenticationFieldsProps {
  readonly editor: ClientEditor;
  readonly problem: string | undefined;
}

/** Step 3: how it proves who it is. */
export function AuthenticationFields({ editor, problem }: AuthenticationFieldsProps) {
  const { form } = editor;
  const { method } = form;
  const { mutualTls, scheme } = useAppState((state) => state.tokenServer.settings);
  const withoutMutualTls = scheme === 'http' || mutualTls === undefined || mutualTls.mode === 'off';
  const needsMutualTls = method === 'tls_client_auth' || method === 'self_signed_tls_client_auth';
  return (
    <div className={layout.stack}>
      <Radio.Group
        aria-label="Client authentication"
        value={method}
        onChange={(value) => changeClientForm({ method: value as AuthenticationMethod })}
      >
        <div className={layout.stack}>
          {METHODS.map((each) => (
            <Radio
              key={each.method}
              size="xs"
              value={each.method}
              label={each.label}
              description={each.note}
            />
          ))}
        </div>
      </Radio.Group>
      {(method === 'secret' || method === 'client_secret_jwt') && (
        <SecretFields editor={editor} problem={problem} />
      )}
      {method === 'private_key_jwt' && <KeyFields form={form} problem={problem} />}
      {method === 'tls_client_auth' && <SubjectFields form={form} problem={problem} />}
      {method === 'self_signed_tls_client_auth' && <CertificateFields form={form} problem={problem} />}
      {needsMutualTls && withoutMutualTls && (
        <p className={styles.caution}>
          Mutual TLS is off, so the client gets no token. Turn it on under Settings (HTTPS only).
        </p>
      )}
    </div>
  );
}
