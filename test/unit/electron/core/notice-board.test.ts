import { describe, expect, it, vi } from 'vitest';
import { NoticeBoard } from '../../../../electron/core/notice-board.ts';
import { appError } from '../../../../shared/errors.ts';

const first = appError('storage.damaged', 'The first.');
const second = appError('storage.damaged', 'The second.');

describe('what the person must hear about', () => {
  it('queues notices until the page requests its first state, then delivers them at once', () => {
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
