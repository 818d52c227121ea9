/** What was sent and received, under request and result. */
export function TimelineSlot() {
  return null;
}
