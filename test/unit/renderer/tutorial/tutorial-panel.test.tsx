import { describe, expect, test, vi } from 'vitest';
import { TutorialPanel } from '../../../../renderer/features/tutorial/tutorial-panel.tsx';
import type { TutorialProgress, TutorialView } from '../../../../renderer/state/slices/tutorial.ts';
import { button, perform, render } from '../render.tsx';

const progress: TutorialProgress = {
  number: 3,
  of: 12,
  place: 'request-card',
  title: 'See the request',
  text: 'What will happen.',
  phase: 'telling',
  verdict: null,
};

const going: TutorialView = { progress, paused: false, speed: 'normal', end: null };

function handlers() {
  return {
    onPause: vi.fn(),
    onResume: vi.fn(),
    onNext: vi.fn(),
    onStop: vi.fn(),
    onSpeed: vi.fn(),
    onAgain: vi.fn(),
    onClose: vi.fn(),
  };
}

describe('the narrator', () => {
  test('announces the current step in a live region', async () => {
    const { container } = await render(<TutorialPanel view={going} {...handlers()} />);
    const spoken = container.querySelector('[aria-live="polite"]');
    expect(spoken?.textContent).toContain('Step 3 of 12');
    expect(spoken?.textContent).toContain('What will happen.');
  });

  test('announces the result of the step', async () => {
    const judged = {
      ...progress,
      phase: 'judged',
      verdict: { passed: false, text: 'It answered 500.' },
    } as const;
    const { container } = await render(
      <TutorialPanel view={{ ...going, progress: judged }} {...handlers()} />,
    );
    expect(container.textContent).toContain('It answered 500.');
    expect(container.querySelector('svg[aria-label="Failed"]')).not.toBeNull();
  });

  test('pauses, goes on, skips and stops by buttons', async () => {
    const on = handlers();
    const { rerender } = await render(<TutorialPanel view={going} {...on} />);
    await perform(() => button('Pause').click());
    await perform(() => button('Next').click());
    await perform(() => button('Stop').click());
    await rerender(<TutorialPanel view={{ ...going, paused: true }} {...on} />);
    await perform(() => button('Go on').click());
    for (const handler of [on.onPause, on.onNext, on.onStop, on.onResume])
      expect(handler).toHaveBeenCalledOnce();
  });

  test.each([
    ['passed', 'That is the whole flow'],
    ['failed', 'The tutorial could not go on'],
    ['stopped', 'Stopped'],
  ] as const)('at the end (%s) it offers to run again', async (kind, title) => {
    const on = handlers();
    const view = { ...going, end: { kind, text: 'How it ended.' } };
    const { container } = await render(<TutorialPanel view={view} {...on} />);
    expect(container.textContent).toContain(title);
    expect(container.textContent).toContain('How it ended.');
    await perform(() => button('Run it again').click());
    await perform(() => button('Close the tutorial').click());
    expect(on.onAgain).toHaveBeenCalledOnce();
    expect(on.onClose).toHaveBeenCalledOnce();
  });
});
