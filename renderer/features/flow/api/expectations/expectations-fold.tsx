import { ActionIcon, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useId, useRef } from 'react';
import type { Expectation } from '../../../../../shared/model/workspace.ts';
import { setExpectations } from '../../../../state/actions/library.ts';
import { offerUndoHere } from '../../../../state/actions/undo-here.ts';
import { selectCall } from '../../../../state/selectors/workspaces.ts';
import { store, useAppState } from '../../../../state/store.ts';
import { focusSoon } from '../../../../ui/focus-soon.ts';
import { Fold } from '../../../../ui/fold.tsx';
import rowStyles from '../../field-rows/field-rows.module.css';
import { RowsHead } from '../../field-rows/rows-head.tsx';
import { ExpectationFields } from './expectation-fields.tsx';
import { EXPECTATION_KINDS, type ExpectationKind } from './expectation-kinds.ts';
import styles from './expectations.module.css';

/** What the response must be: kept with the call, checked after each run, here and by `credence run`. */
export function ExpectationsFold() {
  const call = useAppState(selectCall);
  const { expectations } = call;
  const titleId = useId();
  const list = useRef<HTMLDivElement>(null);
  const save = (next: readonly Expectation[]) => setExpectations(call.id, next);
  const add = () => {
    save([...expectations, EXPECTATION_KINDS.status.blank]);
    focusSoon(() => list.current?.querySelector<HTMLElement>('[data-row]:last-child input'));
  };
  const change = (index: number, expectation: Expectation) => save(expectations.with(index, expectation));
  const remove = (index: number) => {
    const removed = expectations[index];
    if (!removed) return;
    save(expectations.toSpliced(index, 1));
    offerUndoHere(`Deleted the expectation “${EXPECTATION_KINDS[removed.kind].label}”.`, () =>
      save(selectCall(store.getState()).expectations.toSpliced(index, 0, removed)),
    );
    focusSoon(() => list.current?.parentElement?.querySelector<HTMLElement>('[data-add]'));
  };
  return (
    <Fold
      key={call.id}
      name="Expectations"
      summary={expectations.length === 0 ? 'none' : summarise(expectations.length)}
      initiallyOpen={expectations.length > 0}
    >
      <fieldset className={rowStyles.group} aria-labelledby={titleId}>
        <RowsHead
          titleId={titleId}
          title="The call passes if"
          item="expectation"
          disabled={expectations.length >= MOST}
          onAdd={add}
        />
        <div ref={list} className={rowStyles.rows}>
          {expectations.map((expectation, index) => (
            <ExpectationRow
              // biome-ignore lint/suspicious/noArrayIndexKey: an expectation is its kind and its place
              key={`${index} ${expectation.kind} ${expectations.length}`}
              expectation={expectation}
              position={index + 1}
              onChange={(next) => change(index, next)}
              onRemove={() => remove(index)}
            />
          ))}
        </div>
        {expectations.length === 0 && (
          <p className={rowStyles.hint}>
            Without expectations any 2xx status passes. “Refused with” expects an error.
          </p>
        )}
      </fieldset>
    </Fold>
  );
}

/** As many as a workspace file may hold. */
const MOST = 200;

function summarise(count: number): string {
  return `${count} checked after each run`;
}

interface ExpectationRowProps {
  readonly expectation: Expectation;
  /** From 1. */
  readonly position: number;
  readonly onChange: (expectation: Expectation) => void;
  readonly onRemove: () => void;
}

function ExpectationRow({ expectation, position, onChange, onRemove }: ExpectationRowProps) {
  const name = `Expectation ${position}`;
  return (
    <div className={styles.row} data-row>
      <Select
        aria-label={`${name} kind`}
        data={Object.entries(EXPECTATION_KINDS).map(([value, { label }]) => ({ value, label }))}
        value={expectation.kind}
        onChange={(kind) => kind && onChange(EXPECTATION_KINDS[kind as ExpectationKind].blank)}
      />
      <ExpectationFields expectation={expectation} name={name} onChange={onChange} />
      <ActionIcon
        size={24}
        className={styles.remove ?? ''}
        aria-label={`Remove expectation ${position}`}
        onClick={onRemove}
      >
        <IconX size={14} />
      </ActionIcon>
    </div>
  );
}
