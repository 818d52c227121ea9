import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Variable } from '../../../shared/model/variables.ts';
import { exportName } from '../../../shared/text/sensitive-text.ts';
import { ownSecret } from '../../../shared/variables/own-secrets.ts';
import { isVariableName } from '../../../shared/variables/references.ts';
import { renameVariable } from '../../state/actions/variables.ts';
import { selectVariables } from '../../state/selectors/variables.ts';
import { useAppState } from '../../state/store.ts';
import { cautionInput } from '../../ui/caution-input.ts';
import { monoInput } from '../../ui/mono-input.ts';

/** A variable's name. Taken over when the field is left: then references to it are rewritten. */
export function VariableName({ variable: { id, name } }: { readonly variable: Variable }) {
  const { items } = useAppState(selectVariables);
  const [typed, setTyped] = useState(name);
  const others = items.filter((item) => item.id !== id).map((item) => item.name);
  const input = useRef<HTMLInputElement>(null);
  // What is new is named first.
  useEffect(() => {
    if (name === '') input.current?.focus();
  }, [name]);
  const problem = typed === name && name !== '' ? null : nameProblem(typed.trim(), others);
  const commit = () => {
    if (problem === null) renameVariable(id, typed.trim());
    else if (name !== '') setTyped(name);
  };
  return (
    <TextInput
      ref={input}
      aria-label={name === '' ? 'Name of the new variable' : `Name of ${name}`}
      placeholder="name"
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
      error={typed === '' ? null : problem}
      classNames={{ ...monoInput, ...cautionInput }}
      spellCheck={false}
      autoComplete="off"
    />
  );
}

function nameProblem(name: string, others: readonly string[]): string | null {
  if (!isVariableName(name)) return 'Use letters, digits and _ . - and start with a letter or _.';
  if (ownSecret(name)) return `{{${name}}} is reserved for the client.`;
  // Names that exports write alike would be one and the same shell variable there.
  const exported = (variable: string) => exportName({ name: 'VARIABLE', variable });
  return others.some((other) => exported(other) === exported(name)) ? 'This name is taken.' : null;
}
