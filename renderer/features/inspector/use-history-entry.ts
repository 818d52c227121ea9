import { useEffect, useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import type { HistoryEntry } from '../../../shared/history/entry.ts';
import type { Result } from '../../../shared/result.ts';
import { getHistoryEntry } from '../../state/actions/history.ts';

/** A whole entry, fetched. The former one stays until the next is there, so that nothing flickers; null at first, and without an id. */
export function useHistoryEntry(id: string | null): Result<HistoryEntry, AppError> | null {
  const [answer, setAnswer] = useState<Result<HistoryEntry, AppError> | null>(null);
  useEffect(() => {
    if (id === null) return;
    let isCurrent = true;
    void getHistoryEntry(id).then((result) => {
      if (isCurrent) setAnswer(result);
    });
    return () => {
      isCurrent = false;
    };
  }, [id]);
  return id === null ? null : answer;
}
