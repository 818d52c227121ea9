import { Popover } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Variable } from '../../../shared/model/variables.ts';
import { activeEnvironment } from '../../../shared/variables/variables-of.ts';
import { selectVariables } from '../../state/selectors/variables.ts';
import { useAppState } from '../../state/store.ts';
import styles from './completion-list.module.css';
import type { CompletionListState } from './use-completion.ts';

/** The list of variables below a field, while a reference is typed there. */
export function WithCompletionList({
  list,
  children,
}: {
  readonly list: CompletionListState;
  readonly children: ReactNode;
}) {
  return (
    <Popover
      opened={list.options.length > 0}
      position="bottom-start"
      offset={4}
      shadow="md"
      // The keyboard stays in the field, and so do the roles.
      trapFocus={false}
      returnFocus={false}
      closeOnEscape={false}
      withRoles={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown className={styles.dropdown}>
        <CompletionList {...list} />
      </Popover.Dropdown>
    </Popover>
  );
}

function CompletionList({ id, options, active, optionId, accept }: CompletionListState) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div ref={list} id={id} role="listbox" aria-label="Variables" className={styles.list}>
      {options.map((variable, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the option (aria-activedescendant)
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field's keys choose it
        <div
          key={variable.id}
          id={optionId(index)}
          role="option"
          aria-selected={index === active}
          className={styles.option}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => accept(variable)}
        >
          <code className={styles.name}>{variable.name}</code>
          <VariableValue variable={variable} />
        </div>
      ))}
    </div>
  );
}

function VariableValue({ variable: { secret, values } }: { readonly variable: Variable }) {
  const environment = useAppState((state) => activeEnvironment(selectVariables(state)));
  if (secret) return <IconLock size={13} aria-label="secret" className={styles.secret} />;
  const value = values[environment.id] ?? '';
  return <span className={styles.value}>{value === '' ? `no value in ${environment.name}` : value}</span>;
}
