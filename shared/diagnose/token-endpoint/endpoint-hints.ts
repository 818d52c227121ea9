import type { Facts } from '../facts/facts.ts';
import type { FindingAction } from '../finding.ts';

const CURITY_TOKEN_PATH = '/oauth/v2/oauth-token';

/**
 * Where the token endpoint may be instead: where the metadata says, at Curity's path where the server looks like
 * one, or at the same path with or without its last slash.
 */
export function otherEndpoints(facts: Facts): FindingAction[] {
  const { url, exchange } = facts;
  if (exchange.purpose !== 'token') return [];
  const named = metadataEndpoint(facts);
  if (named !== null) return [{ kind: 'use-url', url: named }];
  const other = new URL(url.href);
  if (looksLikeCurity(facts)) other.pathname = CURITY_TOKEN_PATH;
  else if (url.pathname === '/') return [];
  else other.pathname = url.pathname.endsWith('/') ? url.pathname.slice(0, -1) : `${url.pathname}/`;
  return [{ kind: 'use-url', url: other.href }];
}

/** The token endpoint by the server's metadata, where it is known, safe to use and not the one in use. */
export function metadataEndpoint({ metadata, url }: Facts): string | null {
  const named = metadata?.token_endpoint;
  if (named === undefined || !URL.canParse(named)) return null;
  const target = new URL(named);
  if (target.protocol !== 'https:' && target.protocol !== url.protocol) return null;
  // The endpoint for clients with a certificate is as good (RFC 8705 §5).
  if (metadata?.mtls_endpoint_aliases?.token_endpoint === url.href) return null;
  return target.href === url.href ? null : target.href;
}

/** What to add to a sentence about a path that is not the right one. */
export function endpointHint(facts: Facts): string {
  const named = facts.exchange.purpose === 'token' ? metadataEndpoint(facts) : null;
  if (named !== null) return ` The server’s metadata names ${named}.`;
  return looksLikeCurity(facts) ? ` On Curity the token endpoint is ${CURITY_TOKEN_PATH}.` : '';
}

function looksLikeCurity({ url, exchange }: Facts): boolean {
  if (exchange.purpose !== 'token' || url.pathname === CURITY_TOKEN_PATH) return false;
  return url.port === '8443' || /^\/(~\/)?oauth\/v2\b/.test(url.pathname) || /curity/i.test(url.hostname);
}
