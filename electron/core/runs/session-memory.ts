import { createHmac, randomBytes } from 'node:crypto';
import { CHANGES, type Change, type Memory } from '../../../shared/diagnose/evidence/memory.ts';
import { readSent } from '../../../shared/diagnose/evidence/sent.ts';
import { readSentCredentials } from '../../../shared/diagnose/evidence/sent-credentials.ts';
import type { Exchange } from '../../../shared/http/exchange.ts';
import { activeClient } from '../../../shared/model/active-client.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { parseScope } from '../../../shared/oauth/parameters/scope.ts';
import { readTokenOutcome } from '../../../shared/oauth/token/token-response.ts';
import { parseForm } from '../../../shared/text/form-encoding.ts';
import { maskText, type SensitiveText } from '../../../shared/text/sensitive-text.ts';
import { resolveWorkspace } from '../../../shared/variables/resolve-workspace.ts';

/** A request's parts as keyed digests: equal parts have equal digests, and reveal nothing. */
type Snapshot = Readonly<Record<Change, string>>;

interface Success {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly snapshot: Snapshot;
  readonly scopes: readonly string[];
}

/**
 * Each client's last success per kind of endpoint, for this session. Tells the diagnosis what changed since. Secrets
 * are kept as digests under a key generated at startup.
 */
export class SessionMemory {
  readonly #key = randomBytes(32);
  readonly #successes = new Map<string, Success>();

  /** The last success before this exchange, and what changed; null if there was none. */
  recall(exchange: Exchange, workspace: Workspace): Memory | null {
    const success = this.#successes.get(placeOf(exchange, workspace));
    if (!success) return null;
    const now = this.#snapshotOf(exchange, workspace);
    const changed = CHANGES.filter((change) => now[change] !== success.snapshot[change]);
    const scopes = scopesOf(exchange);
    return {
      lastSuccessAt: success.at,
      changed,
      ...(changed.includes('scope') && {
        scopes: {
          added: scopes.filter((scope) => !success.scopes.includes(scope)),
          removed: success.scopes.filter((scope) => !scopes.includes(scope)),
        },
      }),
    };
  }

  /** Stores a success; ignores a rejection. */
  remember(exchange: Exchange, workspace: Workspace): void {
    if (!isSuccess(exchange)) return;
    this.#successes.set(placeOf(exchange, workspace), {
      at: exchange.startedAt,
      snapshot: this.#snapshotOf(exchange, workspace),
      scopes: scopesOf(exchange),
    });
  }

  #snapshotOf(exchange: Exchange, workspace: Workspace): Snapshot {
    const { request, tls, connection, purpose } = exchange;
    const client = activeClient(resolveWorkspace(workspace).workspace);
    const sent = readSentCredentials(request);
    const shape = readSent(request);
    const form = shape.body === 'form' && request.body ? parseForm(maskText(request.body)) : [];
    const valuesOf = (...names: string[]) =>
      form
        .filter(([name]) => names.includes(name))
        .map(([, value]) => value)
        .sort()
        .join(' ');
    const isApi = purpose === 'api';
    const parts: Record<Change, string> = {
      'client-id': sent.clientId ?? '',
      secret: sent.secret ?? '',
      key: JSON.stringify([sent.assertion?.header.kid, sent.assertion?.header.alg]),
      encoding: sent.basic ? client.basicEncoding : '',
      method: isApi
        ? ''
        : sent.basic
          ? 'basic'
          : sent.post
            ? 'post'
            : sent.byAssertion
              ? client.authMethod
              : 'none',
      grant: shape.grants.join(' '),
      scope: isApi ? '' : valuesOf('scope'),
      audience: isApi ? '' : valuesOf('audience', 'resource'),
      parameters: isApi ? '' : JSON.stringify(form.filter(([name]) => !KNOWN_PARAMETERS.has(name))),
      headers: JSON.stringify(
        request.headers
          .filter(({ name }) => !VARYING_HEADERS.has(name.toLowerCase()))
          .map(({ name, value }) => [name.toLowerCase(), written(value)]),
      ),
      body: isApi && request.body ? written(request.body) : '',
      url: request.url,
      'http-method': request.method,
      certificate: tls?.clientCertificate ?? '',
      proof: request.headers.some(({ name }) => name.toLowerCase() === 'dpop') ? 'dpop' : '',
      proxy: connection?.proxy?.url ?? '',
      token: isApi
        ? written(request.headers.find(({ name }) => name.toLowerCase() === 'authorization')?.value ?? [])
        : '',
    };
    return Object.fromEntries(CHANGES.map((change) => [change, this.#digest(parts[change])])) as Record<
      Change,
      string
    >;
  }

  #digest(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64');
  }
}

const KNOWN_PARAMETERS = new Set([
  'grant_type',
  'client_id',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
  'scope',
  'audience',
  'resource',
]);

/** Headers tracked separately, or different in every request. */
const VARYING_HEADERS = new Set(['authorization', 'content-length', 'dpop', 'host', 'connection']);

/** The requested scopes; they are not secret. */
function scopesOf({ request }: Exchange): string[] {
  const form = request.body ? parseForm(maskText(request.body)) : [];
  return parseScope(
    form
      .filter(([name]) => name === 'scope')
      .map(([, value]) => value)
      .join(' '),
  );
}

function placeOf({ purpose }: Exchange, workspace: Workspace): string {
  return `${purpose} ${workspace.id} ${activeClient(workspace).id}`;
}

function isSuccess(exchange: Exchange): boolean {
  const { response, failure, purpose } = exchange;
  if (!response || failure) return false;
  if (purpose === 'token') return readTokenOutcome(exchange).kind === 'token';
  return response.status >= 200 && response.status < 300;
}

/** The text as sent, for its digest only. */
function written(text: SensitiveText): string {
  return text.map((part) => (typeof part === 'string' ? part : (part.value ?? ''))).join('');
}
