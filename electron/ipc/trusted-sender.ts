import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { isFromOrigin, type PageOrigin } from '../security/app-origin.ts';

/** The IPC event's properties that decide whether it is trusted. */
export type SenderFacts = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/**
 * Only accepts the top frame of our own window showing our own page. Not a nested frame, not another window with the
 * same preload, not our window after a navigation.
 */
export function isTrustedSender(
  { sender, senderFrame }: SenderFacts,
  contents: WebContents | null,
  origin: PageOrigin,
): boolean {
  if (contents === null || sender !== contents) return false;
  // Null once the frame has navigated or closed.
  if (senderFrame === null || senderFrame.parent !== null) return false;
  return isFromOrigin(senderFrame.url, origin);
}
