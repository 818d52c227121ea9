import type { WebContents } from 'electron';
import type { EventName } from '../../shared/ipc/channels.ts';
import type { EventPayload } from '../../shared/ipc/events.ts';

/** Tells the page something it did not ask for. Does nothing while there is no page. */
export type SendEvent = <E extends EventName>(event: E, payload: EventPayload<E>) => void;

export function createSendEvent(contents: () => WebContents | null): SendEvent {
  return (event, payload) => {
    const page = contents();
    if (page !== null && !page.isDestroyed()) page.send(event, payload);
  };
}
