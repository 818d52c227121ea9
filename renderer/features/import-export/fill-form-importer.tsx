import { Button, SegmentedControl } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { boundRows } from '../../../shared/formats/bound-rows.ts';
import { atBlankCall, atBlankItems } from '../../../shared/model/add-items.ts';
import type { FormFill } from '../../../shared/model/form-fill.ts';
import { openWorkspace } from '../../../shared/model/saved-workspace.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { resolveWorkspace } from '../../../shared/variables/resolve-workspace.ts';
import { describeAdded, fillForm, itemsAddedBy } from '../../state/actions/fill-form.ts';
import { closeImport } from '../../state/actions/navigation.ts';
import { newId } from '../../state/new-id.ts';
import { newWorkspace } from '../../state/new-workspace.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { store, useAppState } from '../../state/store.ts';
import { FillReading } from './fill-reading.tsx';
import styles from './import-export.module.css';
import { ImportFooter } from './import-footer.tsx';

export interface FillFormImporterProps {
  /** What becomes of a workspace; the same function for the same content. */
  readonly fillOf: (workspace: Workspace) => FormFill;
  /** For a workspace that is made for it. */
  readonly newName: string;
  readonly preferred: Into;
  /** Other things that can be done with the same content. */
  readonly more?: ReactNode;
  /** Called when the form is filled. */
  readonly onFilled?: () => void;
}

export type Into = 'this' | 'new';

/** Shows what the form would have, asks into which workspace, and fills it. */
export function FillFormImporter({ fillOf, newName, preferred, more, onFilled }: FillFormImporterProps) {
  const active = useAppState(selectWorkspace);
  const [blank] = useState(() => openWorkspace(newWorkspace('')));
  const [newClientId] = useState(newId);
  const [chosen, setChosen] = useState<Into | null>(null);
  const fills = useMemo(
    () => ({
      this: boundRows(fillNewItems(fillOf, active, newClientId)),
      new: boundRows(fillOf({ ...blank, name: newName })),
    }),
    [fillOf, active, blank, newName, newClientId],
  );
  const into = chosen ?? (isForeign(fills, active) ? 'new' : preferred);
  const fill = fills[into];
  const submit = async () => {
    await fillForm(fill);
    closeImport();
    onFilled?.();
  };
  const adds =
    into === 'new'
      ? `the workspace “${fill.workspace.name}”`
      : describeAdded(itemsAddedBy(store.getState(), fill.workspace)) || 'nothing: the server changes';
  return (
    <>
      <FillReading fill={fill} adds={adds} />
      <div className={styles.into}>
        <span id="import-into">Into</span>
        <SegmentedControl<Into>
          aria-labelledby="import-into"
          value={into}
          onChange={setChosen}
          data={[
            { value: 'this', label: 'This workspace' },
            { value: 'new', label: 'A new workspace' },
          ]}
        />
        <span className={styles.intoName}>{fill.workspace.name}</span>
      </div>
      <ImportFooter>
        {more}
        <Button data-autofocus onClick={() => void submit()}>
          Fill the form
        </Button>
      </ImportFooter>
    </>
  );
}

/** Into blank items, so that nothing that is there is overwritten. An API call alone leaves the client in use as it is. */
function fillNewItems(
  fillOf: (workspace: Workspace) => FormFill,
  active: Workspace,
  newClientId: string,
): FormFill {
  const fill = fillOf(atBlankItems(active, newClientId));
  return fill.target === 'token' ? fill : fillOf(atBlankCall(active));
}

/**
 * Whether the content is for another server than the workspace: one workspace has one server. The built-in server's
 * workspace keeps its address whatever fills it.
 */
function isForeign(fills: Readonly<Record<Into, FormFill>>, active: Workspace): boolean {
  const wanted = tokenEndpointOf(fills.new);
  const kept = resolveWorkspace(active).workspace.server.tokenEndpoint;
  return wanted !== tokenEndpointOf(fills.this) || (wanted !== '' && kept !== '' && wanted !== kept);
}

function tokenEndpointOf({ target, workspace }: FormFill): string {
  return target === 'token' ? workspace.server.tokenEndpoint : '';
}
