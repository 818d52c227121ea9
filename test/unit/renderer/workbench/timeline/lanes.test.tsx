import { beforeEach, expect, test } from 'vitest';
import { initialState, store } from '../../../../../renderer/state/store.ts';
import { Lanes } from '../../../../../renderer/workbench/timeline/lanes.tsx';
import { timelineExchanges } from '../../../../../renderer/workbench/timeline/timeline-exchange.ts';
import { summary } from '../../history/summaries.ts';
import { render } from '../../render.tsx';
import { accessToken } from '../../runs-of-test.ts';
import { savedWorkspace } from '../../workspace.ts';

beforeEach(() => {
  store.setState(
    { ...initialState, workspaces: { ...initialState.workspaces, list: [savedWorkspace()], activeId: 'w1' } },
    true,
  );
});

test('of 1,000 exchanges with a token each only those in sight are drawn, and all are counted', async () => {
  const ids = Array.from({ length: 1_000 }, (_, index) => `e${index}`);
  const exchanges = timelineExchanges(
    ids.map((id) => summary(id)),
    {
      workspaceId: 'w1',
      since: 0,
      tokens: Object.fromEntries(ids.map((id) => [id, accessToken(id)])),
      faults: new Map(),
    },
  );
  const { container } = await render(<Lanes exchanges={exchanges} />);
  const options = container.querySelectorAll('[role="option"]');
  expect(options.length).toBeGreaterThan(0);
  expect(options.length).toBeLessThan(40);
  expect(options[0]?.getAttribute('aria-setsize')).toBe('1000');
  expect(container.querySelectorAll('[data-low]').length).toBeLessThan(40);
});
