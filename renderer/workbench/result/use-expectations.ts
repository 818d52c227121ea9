import { useEffect, useState } from 'react';
import { callOf } from '../../../shared/expectations/call-of.ts';
import type { ExpectationResult } from '../../../shared/expectations/check-expectations.ts';
import type { ApiCall } from '../../../shared/model/workspace.ts';
import { selectApiRun } from '../../state/selectors/runs.ts';
import { selectSaved } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import type { ResultSubject } from './use-result.ts';

/**
 * What came of the expectations of the call that was made, as they are now. Empty for other requests and without a
 * response. The code that reads JSONPath is loaded when it is needed first.
 */
export function useExpectations({ entry, kind }: ResultSubject): readonly ExpectationResult[] {
  const saved = useAppState(selectSaved);
  const latestId = useAppState((state) => selectApiRun(state).callId);
  const exchange = entry?.exchange;
  const isCall = exchange?.purpose === 'api' && entry !== null;
  const call = isCall ? callOf(saved, entry.inputs, (kind === 'api' && latestId) || null) : null;
  const expectations = exchange?.response ? (call?.expectations ?? NONE) : NONE;
  const [results, setResults] = useState<readonly ExpectationResult[]>([]);
  useEffect(() => {
    let isCurrent = true;
    if (!exchange || expectations.length === 0) setResults([]);
    else {
      void import('../../../shared/expectations/check-expectations.ts').then(({ checkExpectations }) => {
        if (isCurrent) setResults(checkExpectations(expectations, exchange));
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [expectations, exchange]);
  return results;
}

const NONE: ApiCall['expectations'] = [];
