import { Button, SegmentedControl } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { boundRows } from '../../../shared/formats/bound-rows.ts';
import type { FormFill } from '../../../shared/model/form-fill.ts';
import { openWorkspace } from '../../../shared/model/saved-workspace.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { fillForm } from '../../state/actions/fill-form.ts';
import { closeImport } from '../../state/actions/navigation.ts';
import { newWorkspace } from '../../state/new-workspace.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
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
}

export type Into = 'this' | 'new';

/** Shows what the form would have, asks into which workspace, and fills it. */
export function FillFormImporter({ fillOf, newName, preferred, more }: FillFormImporterProps) {
  const active = useAppState(selectWorkspace);
  const [blank] = useState(() => openWorkspace(newWorkspace('')));
  const [chosen, setChosen] = useState<Into | null>(null);
  const fills = useMemo(
    () => ({ this: boundRows(fillOf(active)), new: boundRows(fillOf({ ...blank, name: newName })) }),
    [fillOf, active, blank, newName],
  );
  // The built-in server's workspace keeps its address: what asks another server goes into one of its own.
  const isForeign = tokenEndpointOf(fills.this) !== tokenEndpointOf(fills.new);
  const into = chosen ?? (isForeign ? 'new' : preferred);
  const fill = fills[into];
  const submit = async () => {
    await fillForm(fill);
    closeImport();
  };
  return (
    <>
      <FillReading fill={fill} />
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
        <Button onClick={() => void submit()}>Fill the form</Button>
      </ImportFooter>
    </>
  );
}

function tokenEndpointOf({ target, workspace }: FormFill): string {
  return target === 'token' ? workspace.server.tokenEndpoint : '';
}
