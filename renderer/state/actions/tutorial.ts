import { invoke } from '../../api.ts';
import { reportFailure } from './notices.ts';

/** Reports a tutorial step to the main process, for `--tutorial-report` and its screenshots. */
export async function reportTutorialStep(number: number, text: string): Promise<void> {
  reportFailure(await invoke('tutorial.step', { number, text }));
}

export async function reportTutorialEnd(passed: boolean, text: string): Promise<void> {
  reportFailure(await invoke('tutorial.finish', { passed, text }));
}
