import { Switch, TextInput } from '@mantine/core';
import { changeClientForm } from '../../../../state/actions/server-clients.ts';
import type { ClientForm } from '../../../../state/server-clients/client-form.ts';
import type { ClientFormProblems } from '../../../../state/server-clients/read-client-form.ts';
import layout from '../../../../ui/layout.module.css';
import { monoInput } from '../../../../ui/mono-input.ts';

export interface IdentityFieldsProps {
  readonly form: ClientForm;
  readonly idIsFixed: boolean;
  readonly problems: ClientFormProblems;
}

/** Step 1: who it is. */
export function IdentityFields({ form, idIsFixed, problems }: IdentityFieldsProps) {
  return (
    <div className={layout.stack}>
      <TextInput
        label="Client ID"
        placeholder="for example orders-service"
        value={form.clientId}
        onChange={(event) => changeClientForm({ clientId: event.currentTarget.value })}
        error={problems.clientId}
        description={idIsFixed ? 'You cannot change the ID. Duplicate the client instead.' : null}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        readOnly={idIsFixed}
        classNames={monoInput}
        maxLength={1000}
        spellCheck={false}
        autoComplete="off"
        autoFocus={!idIsFixed}
      />
      <TextInput
        label="Description"
        value={form.description}
        onChange={(event) => changeClientForm({ description: event.currentTarget.value })}
        maxLength={1000}
        autoComplete="off"
        autoFocus={idIsFixed}
      />
      <Switch
        label="Enabled"
        description="The server treats a disabled client as unknown."
        checked={form.enabled}
        onChange={(event) => changeClientForm({ enabled: event.currentTarget.checked })}
      />
    </div>
  );
}
