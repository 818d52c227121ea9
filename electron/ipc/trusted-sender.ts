import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { isFromOrigin, type PageOrigin } from '../security/app-origin.ts';

/** What of an IPC event the judgement rests on. */
export type SenderFacts = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/**
 * Only the top frame of our own window, showing our own page, is listened to: not a frame inside it, not another
 * window with the same preload, not our window after it was led elsewhere.
 */
export function isTrustedSender(
  { sender, senderFrame }: SenderFacts,
  contents: WebContents | null,
  origin: PageOrigin,
): boolean {
  if (contents === null || sender !== contents) return false;
  // Null once the frame has navigated or gone: nobody is left to answer.
  if (senderFrame === null || senderFrame.parent !== null) return false;
  return isFromOrigin(senderFrame.url, origin);
}
