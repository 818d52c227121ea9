import type { AppServices } from '../../core/service-ports.ts';
import type { HandlerGroup } from '../handler-types.ts';

export function createWireHandlers({
  wires,
}: Pick<AppServices, 'wires'>): HandlerGroup<'exchange.wire' | 'exchange.saveBody'> {
  return {
    'exchange.wire': ({ id }) => wires.view(id),
    'exchange.saveBody': ({ id }) => wires.saveBody(id),
  };
}
