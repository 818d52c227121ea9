import type { MetadataEndpoints } from '../../discovery/server-metadata.ts';
import { membersOf } from '../evidence/body-members.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { FindingAction } from '../finding.ts';

const CURITY_TOKEN_PATH = '/oauth/v2/oauth-token';

const MEMBERS: Readonly<Partial<Record<Evidence['exchange']['purpose'], keyof MetadataEndpoints>>> = {
  token: 'token_endpoint',
  introspection: 'introspection_endpoint',
  revocation: 'revocation_endpoint',
  jwks: 'jwks_uri',
};

/**
 * Where the endpoint may be instead: where the metadata says, at Curity's path where the server looks like one, or at the same
 * path with or without its last slash.
 */
export function otherEndpoints(facts: Evidence): FindingAction[] {
  const { url, exchange } = facts;
  if (MEMBERS[exchange.purpose] === undefined) return [];
  const named = metadataEndpoint(facts);
  if (named !== null) return [{ kind: 'use-url', url: named }];
  if (exchange.purpose !== 'token') return [];
  const other = new URL(url.href);
  // What stood in the query may be a secret, and an endpoint needs none of it.
  other.search = '';
  if (looksLikeCurity(facts)) other.pathname = CURITY_TOKEN_PATH;
  else if (url.pathname === '/') return [];
  else other.pathname = url.pathname.endsWith('/') ? url.pathname.slice(0, -1) : `${url.pathname}/`;
  return [{ kind: 'use-url', url: other.href }];
}

/** The endpoint by the server's metadata, where it is known, safe to use and not the one in use. */
export function metadataEndpoint({ metadata, url, exchange }: Evidence): string | null {
  const member = MEMBERS[exchange.purpose];
  const named = member === undefined ? undefined : metadata?.[member];
  if (member === undefined || named === undefined || !URL.canParse(named)) return null;
  const target = new URL(named);
  if (target.protocol !== 'https:' && target.protocol !== url.protocol) return null;
  // The endpoint for clients with a certificate is as good (RFC 8705 §5).
  if (metadata?.mtls_endpoint_aliases?.[member] === url.href) return null;
  return target.href === url.href ? null : target.href;
}

/** What to add to a sentence about a path that is not the right one. */
export function endpointHint(facts: Evidence): string {
  const named = metadataEndpoint(facts);
  if (named !== null) return ` The server’s metadata names ${named}.`;
  return looksLikeCurity(facts) ? ` On Curity the token endpoint is ${CURITY_TOKEN_PATH}.` : '';
}

/** The endpoint of the request’s purpose that an answer names, if it is a metadata document. */
export function namedEndpoint(facts: Evidence): string | null {
  const member = MEMBERS[facts.exchange.purpose];
  const endpoint = member === undefined ? undefined : membersOf(facts)[member];
  if (typeof endpoint !== 'string' || !URL.canParse(endpoint)) return null;
  const target = new URL(endpoint);
  const safe =
    target.protocol === 'https:' || (target.protocol === 'http:' && facts.url.protocol === 'http:');
  return safe && target.href !== facts.url.href ? target.href : null;
}

function looksLikeCurity({ url, exchange }: Evidence): boolean {
  if (exchange.purpose !== 'token' || url.pathname === CURITY_TOKEN_PATH) return false;
  return url.port === '8443' || /^\/(~\/)?oauth\/v2\b/.test(url.pathname) || /curity/i.test(url.hostname);
}
