import type { WebContents } from 'electron';
import type { SendEvent } from '../../shared/ipc/events.ts';

export function createSendEvent(contents: () => WebContents | null): SendEvent {
  return (event, payload) => {
    const page = contents();
    if (page !== null && !page.isDestroyed()) page.send(event, payload);
  };
}
