import { type PublishedKey, parseKeySet } from '../../../shared/oauth/jwt/key-set.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { isKeyAddress } from '../../../shared/token-server/key-address.ts';
import { type PublicJwk, PublicJwkSchema } from '../../../shared/token-server/public-jwk-set.ts';
import type { FetchText } from './fetch-text.ts';

/** Clients' key sets from a URL (`jwks_uri`, RFC 7591 §2). Times are milliseconds since the epoch. */
export interface KeySets {
  /** From the cache while it is fresh. */
  get(url: string, now: number): Promise<Result<readonly PublicJwk[], string>>;
  /** Fetches again, unless it was fetched very recently: an unknown `kid` must not cause endless requests. */
  getNewer(url: string, now: number): Promise<Result<readonly PublicJwk[], string>>;
}

const FRESH_MS = 300_000;
/** Also after a failed fetch. */
const RETRY_MS = 5_000;

interface Entry {
  readonly at: number;
  readonly keys: Promise<Result<readonly PublicJwk[], string>>;
  /** How long it is fresh: known after the fetch. */
  freshMs: number;
}

export function createKeySets(fetchText: FetchText): KeySets {
  const entries = new Map<string, Entry>();

  function load(url: string, now: number): Entry {
    const entry: Entry = { at: now, freshMs: FRESH_MS, keys: fetchKeys(url, fetchText) };
    entries.set(url, entry);
    void entry.keys.then(({ ok: isFetched }) => {
      if (!isFetched) entry.freshMs = RETRY_MS;
    });
    return entry;
  }

  return {
    get(url, now) {
      const kept = entries.get(url);
      return (kept === undefined || now >= kept.at + kept.freshMs ? load(url, now) : kept).keys;
    },
    getNewer(url, now) {
      const kept = entries.get(url);
      return (kept === undefined || now >= kept.at + RETRY_MS ? load(url, now) : kept).keys;
    },
  };
}

async function fetchKeys(url: string, fetchText: FetchText): Promise<Result<readonly PublicJwk[], string>> {
  if (!isKeyAddress(url)) return err(`keys are not fetched from ${url}: https is needed, or this machine`);
  const fetched = await fetchText(url);
  if (!fetched.ok) return err(`the key set at ${url} could not be fetched: ${fetched.error}`);
  const published = parseKeySet(fetched.value);
  if (published === null) return err(`what is at ${url} is not a JWK set`);
  const keys = selectKeys(published);
  return keys.ok ? keys : err(`none of the keys at ${url} is of use: ${keys.error}`);
}

/** RFC 7517 §5: ignores unsupported key types; if none remains, explains why. */
function selectKeys(published: readonly PublishedKey[]): Result<readonly PublicJwk[], string> {
  const read = published.map((key) => PublicJwkSchema.safeParse(key));
  const keys = read.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const [problem] = read.flatMap(({ error }) => error?.issues ?? []);
  return keys.length === 0 && problem !== undefined ? err(problem.message) : ok(keys);
}
