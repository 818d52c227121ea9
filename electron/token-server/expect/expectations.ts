import { z } from 'zod';
import { ClientAuthMethodSchema } from '../../../shared/model/client.ts';
import type { TokenServerLogEntry } from '../../../shared/token-server/state.ts';

const count = z.number().int().min(0);

const RangeSchema = z
  .strictObject({ min: count.exactOptional(), max: count.exactOptional() })
  .refine(({ max, min }) => (min ?? max) !== undefined, { error: 'needs min, max or both' })
  .refine(({ max = Number.POSITIVE_INFINITY, min = 0 }) => min <= max, { error: 'min is more than max' });

/** Checks on the log when the server stops. Each member is one check. */
const MembersSchema = z.strictObject({
  /** Default: all clients together. */
  clientId: z.string().min(1).exactOptional(),
  /** Number of token requests: exact, or a range. */
  tokenRequests: z
    .union([count, RangeSchema], { error: 'must be a number, or { "min": …, "max": … } with min up to max' })
    .exactOptional(),
  /** The authentication method of every token request that succeeded, by its registered name (RFC 8414 §2). */
  method: ClientAuthMethodSchema.exactOptional(),
  /** The scope granted by every token request that succeeded; the order does not matter. */
  scope: z.string().exactOptional(),
  /** No request used plain HTTP. */
  encrypted: z.literal(true).exactOptional(),
  /** No token was requested while one for the same scope had more than `reuseMargin` seconds left. */
  cached: z.literal(true).exactOptional(),
  /** Seconds before expiry when a token may be replaced; default 30. */
  reuseMargin: count.exactOptional(),
  /** After 429 or 503 with Retry-After, no token request before that time. */
  backsOff: z.literal(true).exactOptional(),
});

export const ExpectationSchema = MembersSchema.refine(
  ({ clientId: _who, reuseMargin: _margin, ...claims }) => Object.keys(claims).length > 0,
  { error: 'expects nothing; add tokenRequests, cached, backsOff, encrypted, method or scope' },
).refine(({ cached, reuseMargin }) => reuseMargin === undefined || cached === true, {
  error: 'reuseMargin has no effect without "cached": true',
});
export type Expectation = z.infer<typeof ExpectationSchema>;

const REUSE_MARGIN_SECONDS = 30;
/** Clients round Retry-After to whole seconds, and timers may fire slightly early. */
const TIMER_TOLERANCE_MS = 50;

/** One check, and the requests that fail it. */
export interface ExpectationResult {
  readonly claim: string;
  /** Sentences; empty if the check passes. */
  readonly failures: readonly string[];
}

/** Keeps the few facts per request that checks need: the log itself is bounded. */
export interface ExpectationTracker {
  add(entry: TokenServerLogEntry): void;
  results(): readonly ExpectationResult[];
  /** Requests kept. */
  readonly size: number;
}

export function createExpectationTracker(expectations: readonly Expectation[]): ExpectationTracker {
  const entries: TokenServerLogEntry[] = [];
  const callers = new Set<string | null>();
  return {
    add(entry) {
      // A server that runs for days without expectations must not keep every request.
      if (expectations.length === 0) return;
      callers.add(entry.clientId);
      if (entry.encrypted === false || entry.tokenRequest !== undefined) entries.push(entry);
    },
    results: () => expectations.flatMap((expectation) => check(expectation, entries, callers)),
    get size() {
      return entries.length;
    },
  };
}

function check(
  expectation: Expectation,
  all: readonly TokenServerLogEntry[],
  callers: ReadonlySet<string | null>,
): ExpectationResult[] {
  const { backsOff, cached, clientId, encrypted, method, scope, tokenRequests } = expectation;
  const isMeant = (entry: TokenServerLogEntry) => clientId === undefined || entry.clientId === clientId;
  const requests = all.filter((entry) => entry.tokenRequest !== undefined && isMeant(entry));
  const who = clientId === undefined ? 'all clients' : `"${clientId}"`;
  const issuances = issuedOf(requests);
  const results: ExpectationResult[] = [];
  const claim = (text: string, failures: readonly string[]) =>
    results.push({ claim: `${who}: ${text}`, failures });
  // A client that never called has proven nothing.
  const claimAbout = (seen: readonly unknown[], text: string, failures: readonly string[]) => {
    const nothing = requests.length === 0 ? 'made no token request' : 'got no token';
    claim(text, seen.length === 0 ? [nothing] : failures);
  };
  if (tokenRequests !== undefined) claim(...checkCount(tokenRequests, requests.length));
  if (method !== undefined)
    claimAbout(
      issuances,
      `authenticates by ${method}`,
      issuances.flatMap(({ entry, issued }) =>
        issued.method === method ? [] : [`${describe(entry)} used ${issued.method}`],
      ),
    );
  if (scope !== undefined)
    claimAbout(
      issuances,
      `is granted the scope "${scope}"`,
      issuances.flatMap(({ entry, issued }) =>
        sorted(issued.scope) === sorted(scope) ? [] : [`${describe(entry)} was granted "${issued.scope}"`],
      ),
    );
  if (encrypted) {
    // A plain HTTP request may not name its client.
    const clear = all.filter(
      (entry) => entry.encrypted === false && (isMeant(entry) || entry.clientId === null),
    );
    const hasCalled = clear.length > 0 || (clientId === undefined ? callers.size > 0 : callers.has(clientId));
    claim(
      'sends nothing in plain HTTP',
      hasCalled ? clear.map((entry) => `${describe(entry)} was in plain HTTP`) : ['made no request'],
    );
  }
  if (cached) {
    const early = findEarly(issuances, expectation.reuseMargin ?? REUSE_MARGIN_SECONDS);
    claimAbout(issuances, 'reuses its tokens', early);
  }
  if (backsOff) {
    const wasAsked = requests.some(({ tokenRequest }) => tokenRequest?.retryAfterSeconds !== undefined);
    const text = `waits as Retry-After says${wasAsked ? '' : ' (no response had Retry-After)'}`;
    claimAbout(requests, text, findImpatient(requests));
  }
  return results;
}

function checkCount(
  wanted: NonNullable<Expectation['tokenRequests']>,
  seen: number,
): [claim: string, failures: readonly string[]] {
  const { min = 0, max = Number.POSITIVE_INFINITY } =
    typeof wanted === 'number' ? { min: wanted, max: wanted } : wanted;
  return [`makes ${describeRange(min, max)}`, seen >= min && seen <= max ? [] : [`made ${seen}`]];
}

function describeRange(min: number, max: number): string {
  const requests = (count: number) => `${count} token request${count === 1 ? '' : 's'}`;
  if (min === max) return `exactly ${requests(min)}`;
  if (max === Number.POSITIVE_INFINITY) return `at least ${requests(min)}`;
  return min === 0 ? `at most ${requests(max)}` : `${min} to ${requests(max)}`;
}

interface Issued {
  readonly entry: TokenServerLogEntry;
  readonly issued: NonNullable<NonNullable<TokenServerLogEntry['tokenRequest']>['issued']>;
}

function issuedOf(requests: readonly TokenServerLogEntry[]): readonly Issued[] {
  return requests.flatMap((entry) => {
    const issued = entry.tokenRequest?.issued;
    return issued === undefined ? [] : [{ entry, issued }];
  });
}

/** Tokens requested although the client had a valid one. */
function findEarly(issuances: readonly Issued[], marginSeconds: number): string[] {
  const last = new Map<string, { readonly at: number; readonly until: number }>();
  return issuances.flatMap(({ entry, issued }) => {
    const key = JSON.stringify([entry.clientId, sorted(issued.scope), issued.audience]);
    const before = last.get(key);
    last.set(key, { at: entry.at, until: entry.at + issued.lifetimeSeconds * 1000 });
    if (before === undefined || entry.at >= before.until - marginSeconds * 1000) return [];
    const left = Math.round((before.until - entry.at) / 1000);
    return [`${describe(entry)}: the token of ${clock(before.at)} was valid for ${left} s more`];
  });
}

function findImpatient(requests: readonly TokenServerLogEntry[]): string[] {
  const until = new Map<string | null, number>();
  return requests.flatMap((entry) => {
    const wait = until.get(entry.clientId) ?? 0;
    const retryAfter = entry.tokenRequest?.retryAfterSeconds;
    if (retryAfter !== undefined) until.set(entry.clientId, entry.at + retryAfter * 1000);
    if (entry.at >= wait - TIMER_TOLERANCE_MS) return [];
    return [`${describe(entry)} came ${Math.ceil((wait - entry.at) / 1000)} s too early`];
  });
}

function sorted(scope: string): string {
  return scope
    .split(' ')
    .filter((each) => each !== '')
    .sort()
    .join(' ');
}

function describe({ at, clientId, id }: TokenServerLogEntry): string {
  return `request ${id} at ${clock(at)}${clientId === null ? '' : ` of "${clientId}"`}`;
}

function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 23);
}

/** The final report, one line per check. */
export function describeResults(results: readonly ExpectationResult[]): string {
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  const lines = results.flatMap(({ claim, failures }) => [
    `  ${failures.length === 0 ? 'ok    ' : 'FAILED'} ${claim}`,
    ...failures.slice(0, 10).map((failure) => `           ${failure}`),
    ...(failures.length > 10 ? [`           and ${failures.length - 10} more`] : []),
  ]);
  const end = failed === 0 ? 'All expectations hold.' : `${failed} of ${results.length} expectations failed.`;
  return ['Expectations:', ...lines, end].join('\n');
}
