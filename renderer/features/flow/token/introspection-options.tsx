import { SegmentedControl, Select } from '@mantine/core';
import type { AccessToken } from '../../../../shared/oauth/token/token.ts';
import type { IntrospectionFormat } from '../../../../shared/oauth/token-operations/introspection.ts';
import { INTROSPECTION_TYPES } from '../../../../shared/oauth/token-operations/token-operation-request.ts';
import { chooseIntrospection } from '../../../state/actions/token-operations.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { Choice } from '../../../ui/choice.tsx';
import { Fold } from '../../../ui/fold.tsx';
import styles from './token-panel.module.css';

const FORMATS: readonly { readonly value: IntrospectionFormat; readonly label: string }[] = [
  { value: 'json', label: 'JSON' },
  { value: 'rfc9701', label: 'Signed (RFC 9701)' },
  { value: 'curity', label: 'JWT (Curity)' },
];

const HINTS = [
  { value: '', label: 'not sent' },
  { value: 'access_token', label: 'access_token' },
  { value: 'refresh_token', label: 'refresh_token' },
];

/** How to ask, and as whom: an API mostly is a client of its own. */
export function IntrospectionOptions({ token }: { readonly token: AccessToken }) {
  const { format, hint, clientKey } = useAppState((state) => state.tokens.introspection);
  const { clients } = useAppState(selectWorkspace);
  const issuedTo = clients.find((client) => client.id === token.clientKey);
  const asking = clients.find((client) => client.id === clientKey) ?? issuedTo;
  return (
    <Fold
      as="inline"
      name="How to ask"
      summary={`Accept: ${INTROSPECTION_TYPES[format]}, as ${asking?.clientId || 'the client in use'}`}
    >
      <div className={styles.options}>
        <Choice label="Response format">
          {(labelledBy) => (
            <SegmentedControl<IntrospectionFormat>
              aria-labelledby={labelledBy}
              data={[...FORMATS]}
              value={format}
              onChange={(value) => chooseIntrospection({ format: value })}
            />
          )}
        </Choice>
        <Select
          label="token_type_hint"
          data={HINTS}
          value={hint}
          onChange={(value) => chooseIntrospection({ hint: value ?? '' })}
        />
        {clients.length > 1 && (
          <Select
            label="Introspect as"
            data={clients.map((client) => ({ value: client.id, label: client.clientId || 'no client id' }))}
            value={asking?.id ?? null}
            onChange={(value) => chooseIntrospection({ clientKey: value === token.clientKey ? null : value })}
          />
        )}
      </div>
    </Fold>
  );
}
