import {
  Badge,
  type ComboboxItem,
  type ComboboxLikeRenderOptionInput,
  SegmentedControl,
  Select,
} from '@mantine/core';
import { metadataOf } from '../../../../../shared/discovery/kept-metadata.ts';
import type { ClientAuthMethod } from '../../../../../shared/model/client.ts';
import type { BasicEncoding } from '../../../../../shared/model/workspace.ts';
import { METHOD_GROUPS } from '../../../../../shared/oauth/methods/method.ts';
import { METHOD_NAMES, METHODS } from '../../../../../shared/oauth/methods/methods.ts';
import { updateClient } from '../../../../state/actions/clients.ts';
import { selectClient, selectWorkspace } from '../../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../../state/store.ts';
import { Choice } from '../../../../ui/choice.tsx';
import layout from '../../../../ui/layout.module.css';
import { monoInput } from '../../../../ui/mono-input.ts';
import card from '../server-card.module.css';
import styles from './authentication.module.css';

const DATA = METHOD_GROUPS.map((group) => ({
  group,
  items: METHOD_NAMES.filter((method) => METHODS[method].texts.group === group).map((method) => ({
    value: method,
    label: method,
  })),
}));

const ENCODINGS: readonly { value: BasicEncoding; label: string }[] = [
  { value: 'form', label: 'Form-encoded (RFC)' },
  { value: 'raw', label: 'Raw' },
];

const ENCODING_NOTES: Readonly<Record<BasicEncoding, string>> = {
  form: 'Form-encoded before Base64, as RFC 6749 requires: “!” becomes “%21”.',
  raw: 'Base64 of id:secret without form encoding. About half of all servers expect this.',
};

/** How the client proves who it is. What the server's metadata does not list is marked, and may be tried. */
export function AuthenticationMethod() {
  const { authMethod, basicEncoding } = useAppState(selectClient);
  const workspace = useAppState(selectWorkspace);
  const offered = metadataOf(workspace)?.token_endpoint_auth_methods_supported ?? null;
  const isOffered = (method: string) => offered === null || offered.includes(method);
  return (
    <div className={layout.tightStack}>
      <Select
        label="Client authentication"
        data={DATA}
        value={authMethod}
        onChange={(value) => updateClient({ authMethod: value as ClientAuthMethod })}
        description={METHODS[authMethod].texts.note}
        classNames={{ ...monoInput, groupLabel: styles.groupLabel ?? '' }}
        comboboxProps={{ shadow: 'md', width: 610, position: 'bottom-start' }}
        maxDropdownHeight={420}
        renderOption={({ option }: ComboboxLikeRenderOptionInput<ComboboxItem>) => (
          <MethodOption method={option.value} isOffered={isOffered(option.value)} />
        )}
      />
      {METHODS[authMethod].sentIn === 'header' && (
        <Choice label="Encoding of the credentials" note={ENCODING_NOTES[basicEncoding]}>
          {(labelledBy) => (
            <SegmentedControl
              classNames={{ label: card.segment ?? '' }}
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

function MethodOption({ method, isOffered }: { readonly method: string; readonly isOffered: boolean }) {
  return (
    <div className={styles.option}>
      <code>{method}</code>
      <span className={styles.hint}>{METHODS[method as ClientAuthMethod].texts.hint}</span>
      {!isOffered && (
        <Badge size="xs" variant="default" className={styles.mark}>
          not listed by the server
        </Badge>
      )}
    </div>
  );
}
