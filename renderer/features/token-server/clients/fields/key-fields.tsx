import { SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { ProofAlgorithmSchema } from '../../../../../shared/token-server/client-authentication.ts';
import { changeClientForm } from '../../../../state/actions/server-clients.ts';
import type { ClientForm } from '../../../../state/server-clients/client-form.ts';
import { Choice } from '../../../../ui/choice.tsx';
import layout from '../../../../ui/layout.module.css';
import { monoInput } from '../../../../ui/mono-input.ts';
import { AlgorithmField } from './secret-fields.tsx';
import { WorkspaceKeyPicker } from './workspace-key-picker.tsx';

export interface CredentialFieldsProps {
  readonly form: ClientForm;
  /** What is wrong with what is entered here. */
  readonly problem: string | undefined;
}

/** Where the server finds the client's public keys. */
export function KeyFields({ form, problem }: CredentialFieldsProps) {
  return (
    <div className={layout.stack}>
      <Choice label="Public keys">
        {(labelledBy) => (
          <SegmentedControl<ClientForm['keysFrom']>
            aria-labelledby={labelledBy}
            value={form.keysFrom}
            onChange={(keysFrom) => changeClientForm({ keysFrom })}
            data={[
              { value: 'jwks', label: 'Pasted (JWKS)' },
              { value: 'url', label: 'At a URL' },
            ]}
          />
        )}
      </Choice>
      {form.keysFrom === 'jwks' ? (
        <>
          <Textarea
            label="JWK set"
            description="Public keys only: a JWK set, or a single JWK."
            placeholder={'{"keys": [{"kty": "EC", …}]}'}
            value={form.jwks}
            onChange={(event) => changeClientForm({ jwks: event.currentTarget.value })}
            error={problem}
            classNames={monoInput}
            rows={6}
            spellCheck={false}
          />
          <WorkspaceKeyPicker
            label="Or a key of a workspace"
            onPick={({ publicJwk }) =>
              changeClientForm({ jwks: JSON.stringify({ keys: [publicJwk] }, null, 2) })
            }
          />
        </>
      ) : (
        <TextInput
          label="JWKS URL"
          description="Fetched when needed: https, or http on this machine."
          placeholder="https://client.example/jwks.json"
          value={form.jwksUrl}
          onChange={(event) => changeClientForm({ jwksUrl: event.currentTarget.value })}
          error={problem}
          classNames={monoInput}
          spellCheck={false}
          autoComplete="off"
        />
      )}
      <AlgorithmField algorithms={form.algorithms} options={ProofAlgorithmSchema.options} />
    </div>
  );
}
