import type { RunProgress } from '../../../shared/ipc/events.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import type { CredentialsService } from '../credentials/credentials-service.ts';
import { DpopNonces } from '../credentials/dpop-nonces.ts';
import { DpopProver } from '../credentials/dpop-prover.ts';
import type { SecretGate } from '../credentials/secret-gate.ts';
import type { SecretSource } from '../credentials/secret-source.ts';
import type { ProxySurroundings } from '../exchange/proxy/find-proxy.ts';
import { ApiRequests } from './api-requests.ts';
import type { ExchangeEngine } from './exchange-engine.ts';
import { TokenRequests } from './token-requests.ts';
import { WorkspaceExchanges } from './workspace-exchanges.ts';

/** Per response of a repeated request: 64 concurrent ones must fit into memory. */
const MOST_REPEATED_BYTES = 5 * 1024 * 1024;

interface RequestsOptions {
  readonly engine: Pick<ExchangeEngine, 'perform'>;
  readonly secrets: SecretSource;
  readonly credentials: CredentialsService;
  readonly gate: Pick<SecretGate, 'allow'>;
  readonly proxies: ProxySurroundings;
  readonly trust: () => Settings['trust'];
  readonly onProgress: (progress: RunProgress) => void;
  readonly now: () => number;
}

interface Requests {
  readonly exchanges: WorkspaceExchanges;
  readonly tokenRequests: TokenRequests;
  readonly apiRequests: ApiRequests;
}

/** Creates the request senders: for single runs, and for repeated runs, which keep no bytes. */
export function createRequests(options: RequestsOptions): Requests & { readonly repeated: Requests } {
  const { engine, secrets, gate, credentials, proxies, trust, now } = options;
  // A server's nonce is valid for all its requests, single or repeated.
  const nonces = new DpopNonces();
  const prover = new DpopProver({ secrets, nonces, now });
  const over = (engine: RequestsOptions['engine'], onProgress: RequestsOptions['onProgress']): Requests => {
    const exchanges = new WorkspaceExchanges({ engine, secrets, gate, proxies, trust, onProgress, now });
    return {
      exchanges,
      tokenRequests: new TokenRequests({ credentials, prover, nonces, exchanges }),
      apiRequests: new ApiRequests({ secrets, prover, nonces, exchanges }),
    };
  };
  const sparing: RequestsOptions['engine'] = {
    perform: (request, performing) =>
      engine.perform(request, { ...performing, keepBytes: false, maxResponseBytes: MOST_REPEATED_BYTES }),
  };
  return { ...over(engine, options.onProgress), repeated: over(sparing, () => {}) };
}
