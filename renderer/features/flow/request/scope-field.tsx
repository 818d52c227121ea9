import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { metadataOf } from '../../../../shared/discovery/kept-metadata.ts';
import { isScopeToken, parseScope } from '../../../../shared/oauth/parameters/scope.ts';
import { addScopes, forgetScope, toggleScope } from '../../../state/actions/token-request.ts';
import { selectClient, selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { Chip } from '../../../ui/chip.tsx';
import { useLongList } from '../../../ui/long-list.tsx';
import { ListedScopes } from './listed-scopes.tsx';
import styles from './scope-field.module.css';

/** More scroll, so that dozens leave the rest of the card in sight. */
const MANY = 15;

/** Scopes as chips: those asked for, and those this client was used with before, a click away. */
export function ScopeField({ disabled }: { readonly disabled: boolean }) {
  const workspace = useAppState(selectWorkspace);
  const requested = workspace.request.scopes;
  const known = useAppState((state) => selectClient(state).knownScopes);
  const listed = metadataOf(workspace)?.scopes_supported ?? [];
  const [typed, setTyped] = useState('');
  const labelId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [additions, setAdditions] = useState(0);
  useEffect(() => {
    // What was typed is at the end of the list, which may be out of sight by then.
    if (additions > 0 && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [additions]);
  // Chips keep their places when they are switched, so that a second click undoes the first.
  const offered = new Set(listed);
  const chips = [...new Set([...known, ...requested])].filter((scope) => !offered.has(scope));
  const { shown, more } = useLongList(chips);
  const invalid = parseScope(typed).filter((scope) => !isScopeToken(scope));

  const commit = () => {
    addScopes(typed);
    setTyped('');
    if (typed.trim() !== '') setAdditions((count) => count + 1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) return;
    const ends = event.key === 'Enter' || event.key === ' ' || event.key === ',';
    if (ends) {
      event.preventDefault();
      commit();
      return;
    }
    const last = requested.at(-1);
    if (event.key === 'Backspace' && typed === '' && last !== undefined) toggleScope(last);
  };

  return (
    <fieldset className={styles.field} aria-labelledby={labelId} disabled={disabled}>
      <span id={labelId} className={styles.label}>
        Scope
      </span>
      <div className={styles.row}>
        <div ref={list} className={styles.chips} data-many={chips.length > MANY}>
          {shown.map((scope) => (
            <Chip
              key={scope}
              text={scope}
              selected={requested.includes(scope)}
              onToggle={() => toggleScope(scope)}
              onForget={() => forgetScope(scope)}
              forgetLabel={`Forget scope ${scope}`}
            />
          ))}
          {more}
        </div>
        <TextInput
          aria-label="Add scope"
          className={styles.input}
          placeholder={
            chips.length + listed.length === 0
              ? 'Type a scope, for example read, and press Enter'
              : 'Add a scope'
          }
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={commit}
          disabled={disabled}
          spellCheck={false}
          autoComplete="off"
        />
      </div>
      <ListedScopes listed={listed} requested={requested} known={known} />
      {invalid.length > 0 && (
        <p className={styles.hint} role="alert">
          A scope has printable ASCII characters, without space, quote and backslash (RFC 6749 §3.3):{' '}
          <code>{invalid.join(' ')}</code> will be sent as typed.
        </p>
      )}
      {requested.length === 0 && invalid.length === 0 && (
        <p className={styles.hint}>
          No scope requested. The server applies its default or rejects the request.
        </p>
      )}
    </fieldset>
  );
}
