import { TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { parseScope } from '../../../../../shared/oauth/parameters/scope.ts';
import { changeClientForm } from '../../../../state/actions/server-clients.ts';
import { draftOf } from '../../../../state/selectors/server-clients.ts';
import type { ClientForm } from '../../../../state/server-clients/client-form.ts';
import type { ClientFormProblems } from '../../../../state/server-clients/read-client-form.ts';
import { useAppState } from '../../../../state/store.ts';
import { Chip } from '../../../../ui/chip.tsx';
import layout from '../../../../ui/layout.module.css';
import styles from '../client-editor.module.css';

export interface ScopeFieldsProps {
  readonly form: ClientForm;
  readonly problems: ClientFormProblems;
}

/** Step 4: what it may ask for, and what it gets when it asks for nothing. A scope is made by naming it. */
export function ScopeFields({ form, problems }: ScopeFieldsProps) {
  const committed = useAppState((state) => state.tokenServer.clients);
  const clientDraft = useAppState((state) => state.serverClients.draft);
  const [typed, setTyped] = useState('');
  // Chips keep their places when they are switched, so that a second click undoes the first.
  const [made, setMade] = useState<readonly string[]>(form.scopes);
  const { clients } = draftOf({ tokenServer: { clients: committed }, serverClients: { draft: clientDraft } });
  const known = new Set(clients.flatMap(({ scopes }) => scopes));
  const offered = [...new Set([...known, ...made, ...form.scopes])];

  const set = (scopes: readonly string[]) =>
    changeClientForm({
      scopes,
      defaultScopes: form.defaultScopes.filter((scope) => scopes.includes(scope)),
    });
  const add = () => {
    const scopes = parseScope(typed);
    setMade((before) => [...before, ...scopes]);
    set([...new Set([...form.scopes, ...scopes])]);
    setTyped('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ' && event.key !== ',') return;
    event.preventDefault();
    add();
  };
  return (
    <div className={layout.stack}>
      <ChipGroup label="Allowed scopes" problem={problems.scopes}>
        {offered.map((scope) => (
          <Chip
            key={scope}
            text={scope}
            selected={form.scopes.includes(scope)}
            onToggle={() => set(toggled(form.scopes, scope))}
          />
        ))}
      </ChipGroup>
      <TextInput
        label="New scope"
        placeholder="Type a scope and press Enter"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={add}
        spellCheck={false}
        autoComplete="off"
      />
      {form.scopes.length > 0 ? (
        <ChipGroup label="Default: granted if the request names none" problem={problems.defaultScopes}>
          {form.scopes.map((scope) => (
            <Chip
              key={scope}
              text={scope}
              selected={form.defaultScopes.includes(scope)}
              onToggle={() => changeClientForm({ defaultScopes: toggled(form.defaultScopes, scope) })}
            />
          ))}
        </ChipGroup>
      ) : (
        <p className={styles.hint}>
          Without scopes its tokens work only where none is required. Requesting one returns invalid_scope
          (RFC 6749 §3.3).
        </p>
      )}
    </div>
  );
}

function toggled(scopes: readonly string[], scope: string): readonly string[] {
  return scopes.includes(scope) ? scopes.filter((each) => each !== scope) : [...scopes, scope];
}

interface ChipGroupProps {
  readonly label: string;
  readonly problem: string | undefined;
  readonly children: ReactNode;
}

function ChipGroup({ children, label, problem }: ChipGroupProps) {
  const id = useId();
  return (
    <fieldset className={layout.plainFieldset} aria-labelledby={id}>
      <span id={id} className={styles.label}>
        {label}
      </span>
      <div className={styles.chips}>{children}</div>
      {problem !== undefined && (
        <p className={styles.problem} role="alert" data-problem>
          {problem}
        </p>
      )}
    </fieldset>
  );
}
