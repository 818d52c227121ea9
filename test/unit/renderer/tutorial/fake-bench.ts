import type { Observation, TutorialBench } from '../../../../renderer/features/tutorial/tutorial-bench.ts';
import { observation } from './observation.ts';

/** A bench on which nothing happens. */
export function fakeBench(seen: Observation = observation()): TutorialBench {
  const nothing = async () => {};
  return {
    observe: () => seen,
    startServer: nothing,
    openBuiltInWorkspace: nothing,
    chooseClient: nothing,
    setScopes: nothing,
    enterApiCall: nothing,
    requestToken: nothing,
    callApi: nothing,
    waitForExpiry: nothing,
    renewTokenAndRetry: nothing,
  };
}
