import { useEffect } from 'react';
import { update, useAppState } from '../../state/store.ts';
import {
  closeTutorial,
  nextTutorialStep,
  pauseTutorial,
  resumeTutorial,
  setTutorialSpeed,
  startTutorial,
  stopTutorial,
} from './tutorial-controller.ts';
import { TutorialPanel } from './tutorial-panel.tsx';
import { useHighlight } from './use-highlight.ts';

/**
 * The tutorial's place in the shell, below the pages. Starts it whenever `runTutorial` is set: by the button,
 * the menu, or `--tutorial`.
 */
export function Tutorial() {
  const wanted = useAppState((state) => state.application.runTutorial && state.application.phase === 'ready');
  const view = useAppState((state) => state.tutorial.view);
  const going = view !== null && view.end === null;
  useHighlight(going ? view.progress : null);

  useEffect(() => {
    if (!wanted) return;
    update({ application: { runTutorial: false } });
    void startTutorial();
  }, [wanted]);

  useEffect(() => {
    if (!going) return;
    const stopOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) stopTutorial();
    };
    window.addEventListener('keydown', stopOnEscape);
    return () => window.removeEventListener('keydown', stopOnEscape);
  }, [going]);

  if (!view) return null;
  return (
    <TutorialPanel
      view={view}
      onPause={pauseTutorial}
      onResume={resumeTutorial}
      onNext={nextTutorialStep}
      onStop={stopTutorial}
      onSpeed={setTutorialSpeed}
      onAgain={() => void startTutorial()}
      onClose={closeTutorial}
    />
  );
}
