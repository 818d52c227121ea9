import { VisuallyHidden } from '@mantine/core';
import { IconBug, IconCloud, IconDeviceDesktop, IconShieldLock } from '@tabler/icons-react';
import { type KeyboardEvent, type MouseEvent, useRef, useState, type WheelEvent } from 'react';
import { compareEntries } from '../../state/actions/history-selection.ts';
import { showResult } from '../../state/actions/workbench.ts';
import { store, useAppState } from '../../state/store.ts';
import { moveCursor } from '../../ui/move-cursor.ts';
import { Stopwatch } from '../../ui/stopwatch.tsx';
import { resultOf, selectShownExchangeId } from '../result/shown.ts';
import { Arrows } from './arrows.tsx';
import { RibbonView } from './ribbon-view.tsx';
import { findRibbons } from './ribbons.ts';
import styles from './timeline.module.css';
import type { TimelineExchange } from './timeline-exchange.ts';
import { type NextStep, useNextStep } from './use-timeline.ts';
import { PLACE, useVisiblePlaces } from './use-visible-places.ts';

/** Three lanes, an arrow pair for each exchange, and the tokens' lifetimes along the client's. */
export function Lanes({ exchanges }: { readonly exchanges: readonly TimelineExchange[] }) {
  const next = useNextStep();
  const scroller = useRef<HTMLDivElement>(null);
  const places = exchanges.length + (next ? 1 : 0);
  const { first, end } = useVisiblePlaces(scroller, places);
  return (
    <div className={styles.lanes}>
      <div className={styles.names} aria-hidden="true">
        <span>
          <IconShieldLock size={16} stroke={1.75} /> Authorization server
        </span>
        <span>
          <IconDeviceDesktop size={16} stroke={1.75} /> Client
        </span>
        <span>
          <IconCloud size={16} stroke={1.75} /> API
        </span>
      </div>
      <div className={styles.area}>
        <div ref={scroller} className={styles.scroller} onWheel={scrollSideways}>
          <div className={styles.content} style={{ width: places * PLACE + END_SPACE }}>
            {findRibbons(exchanges, places).map(
              (ribbon) =>
                ribbon.to >= first &&
                ribbon.from <= end && <RibbonView key={ribbon.token.id} ribbon={ribbon} />,
            )}
            <ExchangeList exchanges={exchanges} first={first} end={end} scroller={scroller} />
            {next && <Next next={next} place={exchanges.length} />}
          </div>
        </div>
      </div>
    </div>
  );
}

/** Behind the last exchange, for the countdown and the button that folds the timeline. */
const END_SPACE = 104;

/** A mouse wheel turns up and down, and the timeline lies on its side. */
function scrollSideways({ currentTarget, deltaX, deltaY }: WheelEvent): void {
  if (deltaX === 0) currentTarget.scrollLeft += deltaY;
}

interface ExchangeListProps {
  readonly exchanges: readonly TimelineExchange[];
  readonly first: number;
  readonly end: number;
  readonly scroller: { readonly current: HTMLDivElement | null };
}

/** The exchanges as a list box: arrows choose, Space picks two to compare. */
function ExchangeList({ exchanges, first, end, scroller }: ExchangeListProps) {
  const shownId = useAppState(selectShownExchangeId);
  const [markedId, setMarked] = useState<string | null>(null);
  const ids = exchanges.map(({ id }) => id);
  const cursor = ids.indexOf(shownId ?? '');
  const isDrawn = cursor >= first && cursor < end;
  const show = (id: string) => {
    showResult(resultOf(id, store.getState()));
    bringIntoView(scroller.current, ids.indexOf(id));
  };
  /** The older one comes left. */
  const compare = (one: string, other: string) => {
    const [left = one, right = other] = [one, other].sort((a, b) => ids.indexOf(a) - ids.indexOf(b));
    setMarked(null);
    compareEntries(left, right);
  };
  const pressKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inSight = Math.max(1, Math.floor((scroller.current?.clientWidth ?? 0) / PLACE) - 1);
    const target = moveCursor(shownId, ids, UPRIGHT[event.key] ?? event.key, inSight);
    if (target !== null) show(target);
    else if (event.key === ' ' && shownId !== null && cursor >= 0) {
      if (markedId === null || markedId === shownId) setMarked(markedId === null ? shownId : null);
      else compare(markedId, shownId);
    } else return;
    event.preventDefault();
  };
  const click = (event: MouseEvent, id: string) => {
    if ((event.ctrlKey || event.metaKey) && cursor >= 0 && shownId !== null && shownId !== id) {
      compare(shownId, id);
    } else show(id);
  };
  return (
    <div
      role="listbox"
      aria-label="Exchanges of this session"
      aria-description="Arrow keys choose an exchange. Press Space on two of them to compare."
      aria-orientation="horizontal"
      aria-multiselectable
      aria-activedescendant={isDrawn ? optionId(cursor) : undefined}
      tabIndex={0}
      className={styles.list}
      onKeyDown={pressKey}
    >
      {exchanges.slice(first, end).map((exchange, index) => (
        <ExchangeOption
          key={exchange.id}
          exchange={exchange}
          place={first + index}
          count={exchanges.length}
          isShown={exchange.id === shownId}
          isMarked={exchange.id === markedId}
          onClick={(event) => click(event, exchange.id)}
        />
      ))}
    </div>
  );
}

/** Along a list that lies on its side, as the shared list keys have it. */
const UPRIGHT: Readonly<Record<string, string>> = { ArrowLeft: 'ArrowUp', ArrowRight: 'ArrowDown' };

function optionId(place: number): string {
  return `timeline-${place}`;
}

function bringIntoView(scroller: HTMLElement | null, place: number): void {
  if (!scroller) return;
  const left = place * PLACE;
  if (left < scroller.scrollLeft) scroller.scrollLeft = left;
  const right = left + PLACE + END_SPACE;
  if (right > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = right - scroller.clientWidth;
}

interface ExchangeOptionProps {
  readonly exchange: TimelineExchange;
  readonly place: number;
  readonly count: number;
  readonly isShown: boolean;
  readonly isMarked: boolean;
  readonly onClick: (event: MouseEvent) => void;
}

function ExchangeOption({ exchange, place, count, isShown, isMarked, onClick }: ExchangeOptionProps) {
  const { lane, name, status, reason, tone, note, fault, more } = exchange;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the list has the focus and the keys
    <div
      id={optionId(place)}
      role="option"
      aria-selected={isShown || isMarked}
      aria-setsize={count}
      aria-posinset={place + 1}
      className={styles.exchange}
      data-lane={lane}
      data-tone={tone}
      data-marked={isMarked}
      style={{ left: place * PLACE }}
      title={fault === null ? undefined : `Armed fault: ${fault}`}
      onClick={onClick}
    >
      <Arrows lane={lane} isAnswered={tone !== 'danger'} />
      <span className={styles.label}>
        <b>
          {name} <span className={styles.status}>{status}</span>
          {fault !== null && <IconBug size={15} stroke={1.75} className={styles.bug} aria-hidden />}
        </b>
        <VisuallyHidden>{reason}, </VisuallyHidden>
        <span>{note}</span>
        <VisuallyHidden>{isMarked ? `${more} marked to compare` : more}</VisuallyHidden>
      </span>
    </div>
  );
}

/** What is under way; else the next step, which a click runs. */
function Next({ next, place }: { readonly next: NextStep; readonly place: number }) {
  const { lane, name, keys, run, runningSince } = next;
  return (
    <button
      type="button"
      className={`${styles.exchange} ${styles.next}`}
      data-lane={lane}
      style={{ left: place * PLACE }}
      aria-disabled={runningSince !== null}
      onClick={() => runningSince === null && run()}
    >
      <Arrows lane={lane} isAnswered={runningSince === null} />
      <span className={styles.label}>
        <VisuallyHidden>{runningSince === null ? 'Next: ' : 'Running: '}</VisuallyHidden>
        <b>{name}</b>
        <span>{runningSince === null ? keys : <Stopwatch since={runningSince} />}</span>
      </span>
    </button>
  );
}
