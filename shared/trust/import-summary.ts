import { endpointsOf } from '../discovery/endpoints.ts';
import { isLoopbackHost } from '../http/target-url.ts';
import { openWorkspace } from '../model/saved-workspace.ts';
import type { SecretKind } from '../model/secret-keys.ts';
import type { SavedClient, SavedWorkspace } from '../model/workspace.ts';
import { methodOf } from '../oauth/methods/methods.ts';
import type { TemplatePlace } from '../variables/map-templates.ts';
import { resolveWorkspace } from '../variables/resolve-workspace.ts';
import { type DestinationKind, destinationsOf, openings, originOf } from './destinations.ts';

/** Sensitive content of a request. */
type Credential =
  | 'client secret'
  | 'client assertion'
  | 'client certificate'
  | 'access token'
  | 'secret variable'
  | 'proxy password';

/** A destination origin, and what it receives. */
export interface OriginSummary {
  /** The URL as written if it is incomplete. */
  readonly origin: string;
  readonly kinds: readonly DestinationKind[];
  /** Empty for URLs that are only read: metadata and key sets. */
  readonly receives: readonly Credential[];
  /**
   * Whether it gets a credential and differs from the current token endpoint's origin: another environment may use
   * another.
   */
  readonly isForeign: boolean;
  /** Whether it gets a credential over http, outside this computer. */
  readonly isUnencrypted: boolean;
}

/** Every destination origin in any environment, the token endpoint's first. */
export function summariseOrigins(saved: SavedWorkspace): readonly OriginSummary[] {
  const destinations = destinationsOf(saved);
  const tokenEndpoint = endpointsOf(openWorkspace(saved)).token_endpoint ?? '';
  const home = originOf(tokenEndpoint) ?? tokenEndpoint;
  const kindsAt = new Map<string, DestinationKind[]>();
  for (const { kind, url, origin } of destinations) {
    const kinds = kindsAt.get(origin ?? url) ?? [];
    kindsAt.set(origin ?? url, kinds.includes(kind) ? kinds : [...kinds, kind]);
  }
  return [...kindsAt]
    .map(([origin, kinds]): OriginSummary => {
      const receives = [...new Set(kinds.flatMap((kind) => RECEIVES[kind](saved)))];
      const isSecret = receives.length > 0;
      return {
        origin,
        kinds,
        receives,
        isForeign: isSecret && origin !== home,
        isUnencrypted: isSecret && isPlainHttp(origin),
      };
    })
    .sort((a, b) => Number(b.origin === home) - Number(a.origin === home));
}

/** What the summary calls each kind of secret. */
const SHOWN_AS: Readonly<Record<SecretKind, readonly Credential[]>> = {
  client: ['client secret', 'client assertion'],
  key: ['client assertion', 'client certificate'],
  variable: ['secret variable'],
  proxy: ['proxy password'],
};

/** The origins the summary shows as receiving this kind of secret: importing confirms them. */
export function originsAcceptedFor(kind: SecretKind, saved: SavedWorkspace): readonly string[] {
  return summariseOrigins(saved).flatMap(({ origin, receives }) =>
    originOf(origin) === origin && receives.some((each) => SHOWN_AS[kind].includes(each)) ? [origin] : [],
  );
}

type Receives = (saved: SavedWorkspace) => readonly Credential[];

/** What requests of each kind carry. */
const RECEIVES: Readonly<Record<DestinationKind, Receives>> = {
  token: (saved) => [...clientCredentials(saved), ...secretVariables(saved, ['token', 'client'])],
  introspection: (saved) => [...clientCredentials(saved), 'access token'],
  revocation: (saved) => [...clientCredentials(saved), 'access token'],
  api: (saved) => ['access token', ...certificates(saved.clients), ...secretVariables(saved, ['api'])],
  proxy: ({ proxy }) => (proxy && proxy.username !== '' ? ['proxy password'] : []),
  jwks: () => [],
  metadata: () => [],
};

function clientCredentials({ clients }: SavedWorkspace): readonly Credential[] {
  return [
    ...clients.flatMap((client): Credential[] => {
      const { credential, assertion } = methodOf(client);
      if (assertion !== null) return ['client assertion'];
      return credential === 'secret' ? ['client secret'] : [];
    }),
    ...certificates(clients),
  ];
}

function certificates(clients: readonly SavedClient[]): readonly Credential[] {
  const isPresented = clients.some(
    (client) => methodOf(client).credential === 'certificate' || client.certificateKeyId != null,
  );
  return isPresented ? ['client certificate'] : [];
}

function secretVariables(
  saved: SavedWorkspace,
  parts: readonly TemplatePlace['part'][],
): readonly Credential[] {
  const names = new Set(saved.variables?.items.flatMap(({ name, secret }) => (secret ? name : [])));
  const isUsed =
    names.size > 0 &&
    openings(saved).some((workspace) =>
      resolveWorkspace(workspace).secrets.some(
        ({ name, place }) => names.has(name) && parts.includes(place.part),
      ),
    );
  return isUsed ? ['secret variable'] : [];
}

function isPlainHttp(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return protocol === 'http:' && !isLoopbackHost(hostname);
}

/** Variables that the workspace uses and that lack a value in some environment. */
export function variablesWithoutValue(saved: SavedWorkspace): readonly string[] {
  const problems = openings(saved).flatMap((workspace) => resolveWorkspace(workspace).problems);
  return [
    ...new Set(problems.flatMap(({ kind, name }) => (kind === 'unknown' || kind === 'empty' ? name : []))),
  ];
}
