/**
 * Where a key leads in a list: `PageDown` and `PageUp` by as many rows as are in sight. Null where it does not move.
 * `ids` are the rows as shown.
 */
export function moveCursor<Id>(
  cursor: Id | null,
  ids: readonly Id[],
  key: string,
  pageSize: number,
): Id | null {
  const at = cursor === null ? -1 : ids.indexOf(cursor);
  const last = ids.length - 1;
  const places: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    // From nowhere, up is the end of the list as down is its beginning.
    ArrowUp: at < 0 ? last : at - 1,
    PageDown: at + pageSize,
    PageUp: at - pageSize,
    Home: 0,
    End: last,
  };
  const place = places[key];
  if (place === undefined) return null;
  return ids[Math.min(last, Math.max(0, place))] ?? null;
}
