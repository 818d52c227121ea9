import { type AppError, appError } from '../../shared/errors.ts';
import type { Exchange } from '../../shared/http/exchange.ts';
import { mediaType } from '../../shared/http/response.ts';
import type { WireView } from '../../shared/http/wire.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { PerformedExchange } from './exchange/exchange-options.ts';
import type { ExchangeEngine } from './requests/exchange-engine.ts';
import type { FileService } from './storage/file-service.ts';

export interface WireServiceOptions {
  readonly engine: Pick<ExchangeEngine, 'find' | 'viewWire'>;
  readonly files: Pick<FileService, 'saveBytes'>;
}

/** Data too large or too secret to travel with every exchange, returned on request, one exchange at a time. */
export class WireService {
  readonly #options: WireServiceOptions;

  constructor(options: WireServiceOptions) {
    this.#options = options;
  }

  async view(id: string): Promise<Result<WireView, AppError>> {
    const performed = this.#options.engine.find(id);
    return performed ? ok(await this.#options.engine.viewWire(performed)) : err(notKept());
  }

  /** Writes the whole body, decompressed, to a file the user chooses. */
  async saveBody(id: string): Promise<Result<{ saved: boolean }, AppError>> {
    const performed = this.#options.engine.find(id);
    if (!performed) return err(notKept());
    return this.#options.files.saveBytes(suggestName(performed), performed.bodyBytes);
  }
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/json': '.json',
  'text/html': '.html',
  'text/plain': '.txt',
  'text/xml': '.xml',
  'application/xml': '.xml',
  'application/pdf': '.pdf',
  'image/png': '.png',
  'image/jpeg': '.jpg',
};

function suggestName({ exchange }: PerformedExchange): string {
  const last = lastSegment(exchange) || 'body';
  if (/\.\w{1,8}$/.test(last)) return last;
  const type = exchange.response && mediaType(exchange.response.headers);
  return last + (EXTENSIONS[type ?? ''] ?? (type?.endsWith('+json') ? '.json' : '.bin'));
}

function lastSegment({ request }: Exchange): string {
  const segment = new URL(request.url).pathname.split('/').at(-1) ?? '';
  // Valid as a file name on every system.
  return segment.replace(/[^\w.-]+/g, '_').slice(0, 80);
}

function notKept(): AppError {
  return appError('config.not-found', 'The bytes of this exchange are no longer kept.', {
    nextStep:
      'They are in memory only for the latest exchanges since Credence started. Run it again to see them.',
  });
}
