import type { ServerClientView } from './client-view.ts';
import {
  describeAuthentication,
  describeBinding,
  describeCapability,
  describeTokens,
} from './describe-client.ts';
import { DEFAULT_JWT_TOKEN } from './jwt-token.ts';
import { normalizeClient } from './normalize-client.ts';
import { CLIENT_DEFAULTS } from './server-client.ts';

/** One difference of a client, as text. */
export interface ClientDifference {
  /** For example `Token lifetime`. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** What a commit would do to a client. */
export type ClientChange =
  | { readonly kind: 'added'; readonly clientId: string }
  | { readonly kind: 'removed'; readonly clientId: string }
  | {
      readonly kind: 'changed';
      readonly clientId: string;
      readonly differences: readonly ClientDifference[];
    };

/**
 * The changes between two client lists, matched by ID: a new ID is a new client. New secrets are not in the lists, so
 * they are not reported here.
 */
export function diffClients(
  before: readonly ServerClientView[],
  after: readonly ServerClientView[],
): ClientChange[] {
  const former = new Map(before.map((client) => [client.clientId, client]));
  const changes: ClientChange[] = [];
  for (const client of after) {
    const { clientId } = client;
    const old = former.get(clientId);
    former.delete(clientId);
    if (old === undefined) {
      changes.push({ kind: 'added', clientId });
      continue;
    }
    const differences = diffClient(old, client);
    if (differences.length > 0) changes.push({ kind: 'changed', clientId, differences });
  }
  for (const clientId of former.keys()) changes.push({ kind: 'removed', clientId });
  return changes;
}

/** The differences of one client. */
export function diffClient(before: ServerClientView, after: ServerClientView): ClientDifference[] {
  const [one, other] = [normalizeClient(before), normalizeClient(after)];
  return ASPECTS.flatMap(({ read, tell, what }) => {
    if (JSON.stringify(read(one)) === JSON.stringify(read(other))) return [];
    const [told, toldNow] = [tell(one), tell(other)];
    // A difference the texts do not show: another key or certificate.
    return [{ what, before: told, after: told === toldNow ? `${toldNow} (changed)` : toldNow }];
  });
}

interface Aspect {
  readonly what: string;
  /** The compared value. */
  readonly read: (client: ServerClientView) => unknown;
  /** The displayed text. */
  readonly tell: (client: ServerClientView) => string;
}

const ASPECTS: readonly Aspect[] = [
  aspect('Description', ({ description }) => description),
  aspect('Enabled', ({ enabled }) => ((enabled ?? CLIENT_DEFAULTS.enabled) ? 'Yes' : 'No')),
  aspect('Capabilities', ({ capabilities = CLIENT_DEFAULTS.capabilities }) =>
    words([...capabilities].sort().map(describeCapability)),
  ),
  {
    what: 'Authentication',
    // Whether there is a secret comes from the server and is not a user change.
    read: ({ authentication }) => ({ ...authentication, hasSecret: null }),
    tell: ({ authentication }) => describeAuthentication(authentication),
  },
  aspect('Scopes', ({ scopes }) => words(scopes)),
  aspect('Default scopes', ({ defaultScopes }) => words(defaultScopes ?? CLIENT_DEFAULTS.defaultScopes)),
  aspect('Token lifetime', ({ tokenLifetime }) => `${tokenLifetime} s`),
  aspect('Token format', describeTokens),
  aspect('Token audience', ({ jwt = DEFAULT_JWT_TOKEN }) => words(jwt.audience)),
  aspect('Custom claims', ({ claims = CLIENT_DEFAULTS.claims }) =>
    words(Object.entries(claims).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)),
  ),
  aspect('DPoP', ({ dpop }) => describeBinding(dpop ?? CLIENT_DEFAULTS.dpop)),
  aspect('Certificate-bound tokens', ({ certificateBinding }) =>
    describeBinding(certificateBinding ?? CLIENT_DEFAULTS.certificateBinding),
  ),
];

/** An aspect compared by its text. */
function aspect(what: string, tell: Aspect['tell']): Aspect {
  return { what, read: tell, tell };
}

function words(texts: readonly string[]): string {
  return texts.length === 0 ? 'none' : texts.join(', ');
}
