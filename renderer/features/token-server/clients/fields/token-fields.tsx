import { SegmentedControl, Textarea, TextInput } from '@mantine/core';
import {
  type SigningAlgorithm,
  SigningAlgorithmSchema,
} from '../../../../../shared/token-server/jwt-token.ts';
import { changeClientForm } from '../../../../state/actions/server-clients.ts';
import type { ClientForm } from '../../../../state/server-clients/client-form.ts';
import type { ClientFormProblems } from '../../../../state/server-clients/read-client-form.ts';
import { Choice } from '../../../../ui/choice.tsx';
import { formatDuration } from '../../../../ui/format-duration.ts';
import layout from '../../../../ui/layout.module.css';
import { monoInput } from '../../../../ui/mono-input.ts';
import styles from '../client-editor.module.css';

export interface TokenFieldsProps {
  readonly form: ClientForm;
  readonly problems: ClientFormProblems;
}

/** Step 5: how long its tokens live, and what they look like. */
export function TokenFields({ form, problems }: TokenFieldsProps) {
  return (
    <div className={layout.stack}>
      <div className={layout.fieldsRow}>
        <TextInput
          label="Lifetime (s)"
          className={styles.short ?? ''}
          inputMode="numeric"
          value={form.lifetime}
          onChange={(event) => changeClientForm({ lifetime: event.currentTarget.value })}
          error={problems.lifetime}
          description={/^\d+$/.test(form.lifetime) ? formatDuration(Number(form.lifetime) * 1_000) : null}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          autoComplete="off"
        />
        <Choice
          label="Format"
          note={
            form.tokenFormat === 'opaque'
              ? 'A reference. APIs introspect it.'
              : 'Signed and readable. An API verifies it with the key set.'
          }
        >
          {(labelledBy) => (
            <SegmentedControl<ClientForm['tokenFormat']>
              aria-labelledby={labelledBy}
              value={form.tokenFormat}
              onChange={(tokenFormat) => changeClientForm({ tokenFormat })}
              data={[
                { value: 'opaque', label: 'Opaque' },
                { value: 'jwt', label: 'JWT' },
              ]}
            />
          )}
        </Choice>
      </div>
      {form.tokenFormat === 'jwt' && <JwtFields form={form} problems={problems} />}
      <Textarea
        label="Custom claims"
        description="A JSON object. In JWTs, and in the introspection of every token."
        placeholder={'{"tenant": "blue"}'}
        value={form.claims}
        onChange={(event) => changeClientForm({ claims: event.currentTarget.value })}
        error={problems.claims}
        classNames={monoInput}
        rows={4}
        spellCheck={false}
      />
    </div>
  );
}

function JwtFields({ form, problems }: TokenFieldsProps) {
  return (
    <>
      <div className={layout.fieldsRow}>
        <Choice
          label="Profile"
          note={
            form.profile === 'curity'
              ? 'No typ in the header; claims in Curity’s order.'
              : 'typ at+jwt and the claims of RFC 9068.'
          }
        >
          {(labelledBy) => (
            <SegmentedControl<ClientForm['profile']>
              aria-labelledby={labelledBy}
              value={form.profile}
              onChange={(profile) => changeClientForm({ profile })}
              data={[
                { value: 'curity', label: 'As Curity' },
                { value: 'rfc9068', label: 'RFC 9068' },
              ]}
            />
          )}
        </Choice>
        <Choice label="Signed by">
          {(labelledBy) => (
            <SegmentedControl<SigningAlgorithm>
              aria-labelledby={labelledBy}
              value={form.algorithm}
              onChange={(algorithm) => changeClientForm({ algorithm })}
              data={[...SigningAlgorithmSchema.options]}
            />
          )}
        </Choice>
      </div>
      <TextInput
        label="Audience"
        description="For tokens requested without resource. Separated by spaces; empty for the demo API."
        placeholder="https://api.example"
        value={form.audience}
        onChange={(event) => changeClientForm({ audience: event.currentTarget.value })}
        error={problems.audience}
        classNames={monoInput}
        spellCheck={false}
        autoComplete="off"
      />
    </>
  );
}
