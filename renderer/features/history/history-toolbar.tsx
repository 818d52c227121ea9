import { ActionIcon, CloseButton, Menu, SegmentedControl, Select, TextInput, Tooltip } from '@mantine/core';
import { IconDots, IconFileImport, IconPin, IconSearch, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { changeHistoryFilter } from '../../state/actions/history-filter.ts';
import { openImport } from '../../state/actions/navigation.ts';
import type { HistoryFilter } from '../../state/slices/history.ts';
import { useAppState } from '../../state/store.ts';
import layout from '../../ui/layout.module.css';
import { ClearDialog } from './clear-dialog.tsx';
import { workspacesIn } from './filter-history.ts';
import styles from './history-page.module.css';
import { PURPOSE_NAMES } from './list/describe-entry.ts';

/** Search and filters. Arrow down in the search leads into the list. */
export function HistoryToolbar({ onDown }: { readonly onDown: () => void }) {
  const filter = useAppState((state) => state.history.filter);
  const history = useAppState((state) => state.history.entries);
  const workspaces = useMemo(() => workspacesIn(history ?? []), [history]);
  const purposes = useMemo(() => purposesIn(history ?? [], filter.purpose), [history, filter.purpose]);
  return (
    <search className={layout.row} aria-label="Filter the history">
      <SearchField text={filter.text} onDown={onDown} />
      <SegmentedControl<HistoryFilter['outcome']>
        aria-label="Outcome"
        value={filter.outcome}
        onChange={(outcome) => changeHistoryFilter({ outcome })}
        data={[
          { value: 'all', label: 'All' },
          { value: 'ok', label: 'OK' },
          { value: 'refused', label: 'Refused' },
          { value: 'failed', label: 'Failed' },
        ]}
      />
      <Select
        aria-label="Purpose"
        className={styles.purpose ?? ''}
        value={filter.purpose}
        onChange={(value) => changeHistoryFilter({ purpose: value as HistoryFilter['purpose'] })}
        data={[
          { value: 'all', label: 'Any purpose' },
          ...purposes.map((purpose) => ({ value: purpose, label: PURPOSE_NAMES[purpose] })),
        ]}
      />
      <Select
        aria-label="Workspace"
        className={styles.workspaces ?? ''}
        value={filter.workspaceId}
        onChange={(value) => changeHistoryFilter({ workspaceId: value ?? 'all' })}
        data={[
          { value: 'all', label: 'Any workspace' },
          ...workspaces.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Tooltip label="Pinned only">
        <ActionIcon
          aria-label="Pinned only"
          aria-pressed={filter.pinnedOnly}
          className={styles.pinned ?? ''}
          onClick={() => changeHistoryFilter({ pinnedOnly: !filter.pinnedOnly })}
        >
          <IconPin size={17} />
        </ActionIcon>
      </Tooltip>
      <MoreMenu empty={history === null || history.length === 0} />
    </search>
  );
}

function SearchField({ text, onDown }: { readonly text: string; readonly onDown: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey)) return;
      // Within a body the same keys search in that body.
      if (event.defaultPrevented || (event.target as Element | null)?.closest('.cm-editor')) return;
      event.preventDefault();
      field.current?.select();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && text !== '') changeHistoryFilter({ text: '' });
    if (event.key === 'ArrowDown') onDown();
  };
  return (
    <TextInput
      ref={field}
      type="search"
      aria-label="Search the history"
      placeholder="Search URLs, headers, bodies, clients"
      className={styles.search ?? ''}
      leftSection={<IconSearch size={16} />}
      rightSection={
        text !== '' && (
          <CloseButton
            size="sm"
            aria-label="Clear the search"
            onClick={() => changeHistoryFilter({ text: '' })}
          />
        )
      }
      value={text}
      onChange={(event) => changeHistoryFilter({ text: event.currentTarget.value })}
      onKeyDown={onKeyDown}
    />
  );
}

function MoreMenu({ empty }: { readonly empty: boolean }) {
  const [clearing, setClearing] = useState(false);
  return (
    <>
      <Menu position="bottom-end" shadow="md" width={200}>
        <Menu.Target>
          <ActionIcon aria-label="More">
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFileImport size={15} />} onClick={() => openImport()}>
            Import a HAR file…
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={15} />} disabled={empty} onClick={() => setClearing(true)}>
            Delete the history…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {clearing && <ClearDialog onClose={() => setClearing(false)} />}
    </>
  );
}

type Purpose = Exclude<HistoryFilter['purpose'], 'all'>;

function purposesIn(history: readonly { purpose: Purpose }[], chosen: HistoryFilter['purpose']): Purpose[] {
  const present = new Set<Purpose>(history.map(({ purpose }) => purpose));
  if (chosen !== 'all') present.add(chosen);
  return (Object.keys(PURPOSE_NAMES) as Purpose[]).filter((purpose) => present.has(purpose));
}
