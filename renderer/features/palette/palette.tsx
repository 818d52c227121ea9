import { IconSearch } from '@tabler/icons-react';
import { Fragment, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { namesOfKeys } from '../../../shared/model/commands.ts';
import { closePalette, rememberChoice } from '../../state/actions/navigation.ts';
import { selectIsMac } from '../../state/selectors/platform.ts';
import { store, useAppState } from '../../state/store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { Keys } from '../../ui/keys.tsx';
import styles from './palette.module.css';
import { type PaletteItem, paletteItems } from './palette-items.tsx';
import { MOST_FOUND, markFound, rank } from './rank.ts';

/** Finds and does everything, by the keyboard alone: a text field that lists what it finds (WAI-ARIA combobox). */
export function Palette() {
  return (
    <Dialog
      onClose={closePalette}
      title={null}
      label="Search or run"
      size={640}
      withCloseButton={false}
      centered={false}
      classNames={{ inner: styles.place ?? '', content: styles.palette ?? '', body: styles.body ?? '' }}
    >
      <PaletteContent />
    </Dialog>
  );
}

function PaletteContent() {
  // A snapshot: the list does not move while the user types.
  const [items] = useState(() => paletteItems(store.getState(), Date.now()));
  const recent = useAppState((state) => state.navigation.recentChoices);
  const isMac = useAppState(selectIsMac);
  const [query, setQuery] = useState('');
  const [cursor, setCursor] = useState(0);
  const groups = useMemo(() => groupsOf(rank(items, query, recent), recent, query), [items, query, recent]);
  const found = groups.flatMap((group) => group.items);
  const active = found[Math.min(cursor, found.length - 1)];
  const id = useId();
  const optionId = (item: PaletteItem) => `${id}-${item.id}`;

  const choose = (item: PaletteItem | undefined) => {
    if (!item) return;
    rememberChoice(item.id);
    closePalette();
    // The dialog gives the focus back first; what opens now takes it from there.
    setTimeout(item.perform);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = nextCursor(event.key, Math.min(cursor, found.length - 1), found.length);
    if (to !== null) setCursor(to);
    else if (event.key === 'Enter') choose(active);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={styles.search}>
        <IconSearch size={20} aria-hidden />
        <input
          className={styles.query}
          role="combobox"
          aria-label="Search or run"
          aria-expanded
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={active && optionId(active)}
          placeholder="Search or run…"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setCursor(0);
          }}
          onKeyDown={onKeyDown}
          data-autofocus
        />
      </div>
      <div id={`${id}-list`} className={styles.list} role="listbox" aria-label="Found" tabIndex={-1}>
        {groups.map(({ title, items: inGroup }) => (
          <Fragment key={title}>
            <div className={styles.heading} role="presentation">
              {title}
            </div>
            {inGroup.map((item) => (
              <Option
                key={item.id}
                id={optionId(item)}
                item={item}
                group={title}
                query={query}
                isMac={isMac}
                isActive={item === active}
                onChoose={() => choose(item)}
              />
            ))}
          </Fragment>
        ))}
      </div>
      <p className={styles.nothing} role="status">
        {describeCount(found.length, items.length, query)}
      </p>
      <footer className={styles.foot} aria-hidden="true">
        <span>
          <kbd>↑</kbd>
          <kbd>↓</kbd> choose
        </span>
        <span>
          <kbd>↵</kbd> run
        </span>
        <span className={styles.close}>
          <kbd>Esc</kbd> close
        </span>
      </footer>
    </>
  );
}

interface OptionProps {
  readonly id: string;
  readonly item: PaletteItem;
  /** Said after its name: the headings are for the eye. */
  readonly group: string;
  readonly query: string;
  readonly isMac: boolean;
  readonly isActive: boolean;
  readonly onChoose: () => void;
}

function Option({ id, item, group, query, isMac, isActive, onChoose }: OptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isActive}
      aria-description={[group, ...(item.keys === undefined ? [] : namesOfKeys(item.keys, isMac))].join(' ')}
      tabIndex={-1}
      className={styles.option}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onMouseUp={onChoose}
    >
      <span className={styles.icon} aria-hidden="true">
        {item.icon}
      </span>
      <span className={styles.label}>
        {markFound(item.label, query).map(({ text, found, at }) =>
          found ? <mark key={at}>{text}</mark> : text,
        )}
      </span>
      {item.note !== '' && <span className={styles.note}>{item.note}</span>}
      {item.tail !== undefined && <span className={styles.tail}>{item.tail}</span>}
      {item.keys !== undefined && <Keys keys={item.keys} isMac={isMac} className={styles.keys} />}
    </div>
  );
}

interface Group {
  readonly title: string;
  readonly items: readonly PaletteItem[];
}

/** By group, the group with the best item first. Without a query what was chosen last stands above all. */
function groupsOf(found: readonly PaletteItem[], recent: readonly string[], query: string): readonly Group[] {
  const groups = new Map<string, PaletteItem[]>();
  for (const item of found) {
    const title = query === '' && recent.includes(item.id) ? 'Recent' : item.group;
    const group = groups.get(title);
    if (group) group.push(item);
    else groups.set(title, [item]);
  }
  return [...groups].map(([title, items]) => ({ title, items }));
}

function nextCursor(key: string, cursor: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (cursor + 1) % count;
    case 'ArrowUp':
      return (cursor - 1 + count) % count;
    case 'PageDown':
      return Math.min(cursor + 8, count - 1);
    case 'PageUp':
      return Math.max(cursor - 8, 0);
    default:
      return null;
  }
}

function describeCount(found: number, all: number, query: string): string {
  if (found === 0) return 'Nothing found.';
  if (found < MOST_FOUND) return '';
  return query === '' ? `Type to search all ${formatCount(all)}.` : 'Type more to narrow this down.';
}
