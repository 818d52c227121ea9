import { describe, expect, it, vi } from 'vitest';
import { NoticeBoard } from '../../../../electron/core/notice-board.ts';
import { appError } from '../../../../shared/errors.ts';

const first = appError('storage.damaged', 'The first.');
const second = appError('storage.damaged', 'The second.');

describe('what the person must hear about', () => {
  it('waits for the page that has not asked yet, and goes to it at once from then on', () => {
    const sendEvent = vi.fn();
    const board = new NoticeBoard(sendEvent);
    board.tell(first);
    expect(sendEvent).not.toHaveBeenCalled();
    expect(board.read()).toEqual([first]);
    board.tell(second);
    expect(sendEvent.mock.calls).toEqual([['notice', second]]);
    expect(board.read()).toEqual([first]);
  });
});
