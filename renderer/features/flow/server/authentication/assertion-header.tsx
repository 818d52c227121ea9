import { Autocomplete, Select } from '@mantine/core';
import { metadataOf } from '../../../../../shared/discovery/kept-metadata.ts';
import type { AssertionSettings, MacAlgorithm } from '../../../../../shared/model/client.ts';
import { MAC_ALGORITHMS } from '../../../../../shared/model/client-choices.ts';
import { EXPLICIT_TYPE, PLAIN_TYPE } from '../../../../../shared/model/default-assertion.ts';
import { assertionOf, assertionType } from '../../../../../shared/oauth/client-authentication/assertion.ts';
import { methodOf } from '../../../../../shared/oauth/methods/methods.ts';
import { updateAssertion } from '../../../../state/actions/client-assertion.ts';
import { selectKeys } from '../../../../state/selectors/keys.ts';
import { selectClient, selectWorkspace } from '../../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../../state/store.ts';
import { monoInput } from '../../../../ui/mono-input.ts';
import { AlgorithmField, markUnlisted } from '../algorithm-field.tsx';

/** RFC 10070 wants the first; older servers take the second, or none. */
const TYPES = [EXPLICIT_TYPE, PLAIN_TYPE];

type NamedBy = 'kid' | 'x5t' | 'x5t#S256' | 'nothing';

const NAMED_BY: readonly { readonly value: NamedBy; readonly label: string }[] = [
  { value: 'kid', label: 'kid' },
  { value: 'x5t', label: 'kid and x5t of its certificate' },
  { value: 'x5t#S256', label: 'kid and x5t#S256 of its certificate' },
  { value: 'nothing', label: 'nothing' },
];

/** What the assertion's header says: the algorithm, the type, and which key it is. */
export function AssertionHeader() {
  const client = useAppState(selectClient);
  const settings = assertionOf(client);
  const sent = assertionType(useAppState(selectWorkspace));
  const signs = methodOf(client).assertion === 'key';
  return (
    <>
      {signs ? <SignatureAlgorithmField /> : <MacAlgorithmField />}
      <Autocomplete
        label="Type"
        description={
          sent === settings.typ
            ? 'The header’s typ (RFC 10070). Older servers accept JWT or none.'
            : `${sent} is sent until the issuer is known.`
        }
        placeholder="none"
        data={TYPES}
        filter={({ options }) => options}
        value={settings.typ}
        onChange={(typ) => updateAssertion({ typ: typ.slice(0, 200) })}
        size="xs"
        classNames={monoInput}
        comboboxProps={{ shadow: 'md' }}
        spellCheck={false}
      />
      {signs && <NamedByField settings={settings} />}
    </>
  );
}

function SignatureAlgorithmField() {
  const keys = useAppState(selectKeys);
  const { keyId, signatureAlgorithm } = assertionOf(useAppState(selectClient));
  const offered = metadataOf(useAppState(selectWorkspace))?.token_endpoint_auth_signing_alg_values_supported;
  return (
    <AlgorithmField
      value={signatureAlgorithm}
      signer={keys.find(({ id }) => id === keyId)}
      offered={offered}
      onChange={(algorithm) => updateAssertion({ signatureAlgorithm: algorithm })}
    />
  );
}

function MacAlgorithmField() {
  const { macAlgorithm } = assertionOf(useAppState(selectClient));
  const offered = metadataOf(useAppState(selectWorkspace))?.token_endpoint_auth_signing_alg_values_supported;
  return (
    <Select
      label="Algorithm"
      data={MAC_ALGORITHMS.map((value) => ({ value, label: markUnlisted(value, offered) }))}
      value={macAlgorithm}
      onChange={(value) => updateAssertion({ macAlgorithm: value as MacAlgorithm })}
      classNames={monoInput}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}

function NamedByField({ settings: { kid, x5t } }: { readonly settings: AssertionSettings }) {
  const value: NamedBy = x5t !== 'none' ? x5t : kid ? 'kid' : 'nothing';
  return (
    <Select
      label="The header names the key by"
      description={x5t === 'none' ? undefined : 'Only where the key has a certificate.'}
      data={[...NAMED_BY]}
      value={value}
      onChange={(chosen) =>
        updateAssertion({
          kid: chosen !== 'nothing',
          x5t: chosen === 'x5t' || chosen === 'x5t#S256' ? chosen : 'none',
        })
      }
      comboboxProps={{ shadow: 'md' }}
    />
  );
}
