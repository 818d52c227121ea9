import { useEffect, useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import type { Key, KeyDetails } from '../../../shared/model/key.ts';
import type { Result } from '../../../shared/result.ts';
import { describeKey } from '../../state/actions/keys.ts';

/** What a server's configuration may want of a key; null until the main process has told. */
export function useKeyDetails(key: Key): Result<KeyDetails, AppError> | null {
  const [details, setDetails] = useState<Result<KeyDetails, AppError> | null>(null);
  useEffect(() => {
    let current = true;
    void describeKey(key).then((answer) => {
      if (current) setDetails(answer);
    });
    return () => {
      current = false;
    };
  }, [key]);
  return details;
}
