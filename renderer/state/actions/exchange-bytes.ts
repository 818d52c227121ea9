import type { AppError } from '../../../shared/errors.ts';
import type { WireView } from '../../../shared/http/wire.ts';
import type { Result } from '../../../shared/result.ts';
import { invoke } from '../../api.ts';
import { reportFailure } from './notices.ts';

/** The recorded bytes of a recent exchange; an error if they were evicted. */
export function getWire(id: string): Promise<Result<WireView, AppError>> {
  return invoke('exchange.wire', { id });
}

/** Saves the whole body where the user chooses; false if cancelled or failed. */
export async function saveBody(id: string): Promise<boolean> {
  const result = await invoke('exchange.saveBody', { id });
  return reportFailure(result) && result.value.saved;
}
