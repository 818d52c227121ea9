import { ok } from '../../../shared/result.ts';
import { historyLimits } from '../../core/history/history-limits.ts';
import type { AppServices } from '../../core/service-ports.ts';
import type { HandlerGroup } from '../handler-types.ts';

export function createAppHandlers(
  services: AppServices,
): HandlerGroup<'app.bootstrap' | 'app.ready' | 'app.openExternal' | 'settings.save'> {
  return {
    'app.bootstrap': () => ok(services.bootstrap()),
    'app.ready': () => {
      services.onPageReady();
      return ok(null);
    },
    'app.openExternal': ({ url }) => services.openExternal(url),
    'settings.save': ({ settings }) => {
      services.applyTheme(settings.theme);
      services.history.limit(historyLimits(settings));
      return services.settings.save(settings);
    },
  };
}
