import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useId, useRef } from 'react';
import { resourceProblem } from '../../../../shared/oauth/request/resource.ts';
import { TextResolver } from '../../../../shared/variables/resolve-text.ts';
import { maskSecrets } from '../../../../shared/variables/secret-marks.ts';
import { variablesOf } from '../../../../shared/variables/variables-of.ts';
import { setResources } from '../../../state/actions/token-request.ts';
import { offerUndoHere } from '../../../state/actions/undo-here.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { store, useAppState } from '../../../state/store.ts';
import { focusSoon } from '../../../ui/focus-soon.ts';
import { TemplateInput } from '../../variables/template-input.tsx';
import rows from '../field-rows/field-rows.module.css';
import { RowsHead } from '../field-rows/rows-head.tsx';
import styles from './more-parameters.module.css';

/** Where the token is to be used (RFC 8707): sent as `resource`, once for each. */
export function ResourceRows({ disabled }: { readonly disabled: boolean }) {
  const workspace = useAppState(selectWorkspace);
  const { resources = [] } = workspace.request;
  const titleId = useId();
  const list = useRef<HTMLDivElement>(null);
  const focus = (selector: string) =>
    focusSoon(() => list.current?.parentElement?.querySelector<HTMLElement>(selector));
  const add = () => {
    setResources([...resources, '']);
    focus('[data-resource]:last-child input');
  };
  const remove = (index: number) => {
    const removed = resources[index] ?? '';
    setResources(resources.toSpliced(index, 1));
    if (removed !== '') {
      offerUndoHere(`Deleted the resource “${removed}”.`, () => {
        const current = selectWorkspace(store.getState()).request.resources ?? [];
        setResources(current.toSpliced(index, 0, removed));
      });
    }
    focus('[data-add]');
  };
  const problemOf = (resource: string) => {
    const { text, problems } = new TextResolver(variablesOf(workspace)).resolve(resource);
    return problems.length > 0 ? null : resourceProblem(maskSecrets(text));
  };
  return (
    <fieldset className={rows.group} aria-labelledby={titleId} disabled={disabled}>
      <RowsHead titleId={titleId} title="Resources" item="resource" disabled={disabled} onAdd={add} />
      <div ref={list} className={rows.rows}>
        {resources.map((resource, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: resources are texts, and may repeat
          <div key={index} className={styles.resource} data-resource>
            <TemplateInput
              aria-label={`Resource ${index + 1}`}
              placeholder="https://api.example.com/"
              value={resource}
              warning={problemOf(resource)}
              onChange={(event) => setResources(resources.with(index, event.currentTarget.value))}
            />
            <ActionIcon size={24} aria-label={`Remove resource ${index + 1}`} onClick={() => remove(index)}>
              <IconX size={14} />
            </ActionIcon>
          </div>
        ))}
      </div>
      {resources.length === 0 && (
        <p className={rows.hint}>The URL of the API that the token is for. Repeatable (RFC 8707).</p>
      )}
    </fieldset>
  );
}
