import { useEffect, useState } from 'react';
import type { ExpectationResult } from '../../../shared/expectations/check-expectations.ts';
import type { ApiCall, SavedWorkspace } from '../../../shared/model/workspace.ts';
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
  const call = findCall(saved, kind === 'api' ? latestId : undefined, entry);
  const exchange = entry?.exchange;
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

/** Of an earlier exchange, the only call that has its method and URL. */
function findCall(
  { apiCalls }: SavedWorkspace,
  id: string | undefined,
  entry: ResultSubject['entry'],
): ApiCall | undefined {
  if (id !== undefined) return apiCalls.find((call) => call.id === id);
  if (entry?.exchange.purpose !== 'api') return undefined;
  const { method, url } = entry.inputs.api;
  const same = apiCalls.filter((call) => call.method === method && call.url === url);
  return same.length === 1 ? same[0] : undefined;
}
