import { endpointsOf } from '../discovery/endpoints.ts';
import { openWorkspace } from '../model/saved-workspace.ts';
import type { SecretKind } from '../model/secret-keys.ts';
import type { SavedWorkspace, Workspace } from '../model/workspace.ts';
import { resolveWorkspace } from '../variables/resolve-workspace.ts';
import { variablesOf } from '../variables/variables-of.ts';

export type DestinationKind =
  | 'token'
  | 'introspection'
  | 'revocation'
  | 'jwks'
  | 'metadata'
  | 'api'
  | 'proxy';

/** A destination of a workspace's requests. */
export interface Destination {
  readonly kind: DestinationKind;
  readonly url: string;
  /** Null for an incomplete URL. */
  readonly origin: string | null;
}

/** Where each kind of secret is sent by the workspace as saved. */
const SENT_TO: Readonly<Record<SecretKind, readonly DestinationKind[]>> = {
  client: ['token', 'introspection', 'revocation'],
  key: ['token', 'introspection', 'revocation', 'api'],
  variable: ['token', 'introspection', 'revocation', 'api'],
  proxy: ['proxy'],
};

/** What the form shows beside a secret as it is typed. Other endpoints can come from an imported file unseen. */
const SHOWN_WITH: Readonly<Record<SecretKind, readonly DestinationKind[]>> = {
  client: ['token'],
  key: ['token', 'api'],
  variable: ['token', 'api'],
  proxy: ['proxy'],
};

/** Every destination of a workspace's requests, for each client, API call and environment. */
export function destinationsOf(saved: SavedWorkspace): readonly Destination[] {
  const found = new Map<string, Destination>();
  const add = (kind: DestinationKind, url: string | null | undefined) => {
    const text = url?.trim() ?? '';
    if (text !== '') found.set(`${kind} ${text}`, { kind, url: text, origin: originOf(text) });
  };
  for (const workspace of openings(saved)) {
    const { server, api, proxy } = resolveWorkspace(workspace).workspace;
    for (const mtls of [false, true]) {
      const endpoints = endpointsOf(workspace, { mtls });
      add('token', endpoints.token_endpoint);
      add('introspection', endpoints.introspection_endpoint);
      add('revocation', endpoints.revocation_endpoint);
      add('jwks', endpoints.jwks_uri);
    }
    add('metadata', server.issuer);
    add('api', api.url);
    if (proxy?.mode === 'explicit') add('proxy', proxy.url);
  }
  return [...found.values()];
}

/** The origins that a saved workspace sends this kind of secret to. */
export function originsSentTo(kind: SecretKind, saved: SavedWorkspace): readonly string[] {
  return originsOf(saved, SENT_TO[kind]);
}

/** The origins shown in the form while this kind of secret is entered: entering it confirms them. */
export function originsShownWith(kind: SecretKind, saved: SavedWorkspace): readonly string[] {
  return originsOf(saved, SHOWN_WITH[kind]);
}

export function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { origin, protocol } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? origin : null;
}

function originsOf(saved: SavedWorkspace, kinds: readonly DestinationKind[]): readonly string[] {
  const origins = destinationsOf(saved).flatMap(({ kind, origin }) =>
    kinds.includes(kind) && origin !== null ? [origin] : [],
  );
  return [...new Set(origins)];
}

/** The workspace opened at each environment, API call and client. */
export function openings(saved: SavedWorkspace): readonly Workspace[] {
  const variables = variablesOf(saved);
  const selections = [
    ...saved.apiCalls.map(({ id }) => ({ callId: id })),
    ...saved.clients.slice(1).map(({ id }) => ({ clientId: id })),
  ];
  return variables.environments.flatMap(({ id }) =>
    selections.map((selection) =>
      openWorkspace(
        saved.variables ? { ...saved, variables: { ...variables, activeEnvironmentId: id } } : saved,
        selection,
      ),
    ),
  );
}
