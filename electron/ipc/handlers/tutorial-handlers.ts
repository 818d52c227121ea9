import type { AppServices } from '../../core/service-ports.ts';
import type { HandlerGroup } from '../handler-types.ts';

export function createTutorialHandlers({
  tutorial,
}: Pick<AppServices, 'tutorial'>): HandlerGroup<'tutorial.step' | 'tutorial.finish'> {
  return {
    'tutorial.step': ({ number, text }) => tutorial.step(number, text),
    'tutorial.finish': ({ passed, text }) => tutorial.finish(passed, text),
  };
}
