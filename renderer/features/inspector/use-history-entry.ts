import { useEffect, useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import type { HistoryEntry } from '../../../shared/history/entry.ts';
import type { Result } from '../../../shared/result.ts';
import { getHistoryEntry } from '../../state/actions/history.ts';

/** A whole entry, fetched. The former one stays until the next is there, so that nothing flickers; null at first. */
export function useHistoryEntry(id: string): Result<HistoryEntry, AppError> | null {
  const [answer, setAnswer] = useState<Result<HistoryEntry, AppError> | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void getHistoryEntry(id).then((result) => {
      if (isCurrent) setAnswer(result);
    });
    return () => {
      isCurrent = false;
    };
  }, [id]);
  return answer;
}
