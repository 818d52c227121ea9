import type { AppError } from '../errors.ts';
import { parseTargetUrl } from '../http/target-url.ts';
import { ok, type Result } from '../result.ts';

/** A possible metadata URL, and the issuer its document must name. */
export interface MetadataAddress {
  readonly url: string;
  /** Must equal `issuer` (RFC 8414 §3.3). */
  readonly issuer: string;
  /** True if the user entered this issuer; else it was guessed, and a trailing slash may differ. */
  readonly exact: boolean;
}

const OAUTH = '/.well-known/oauth-authorization-server';
const OPENID = '/.well-known/openid-configuration';

/** Curity's issuer path, beside its endpoints. */
const CURITY_ISSUER = '/oauth/v2/oauth-anonymous';

/** The user waits for every attempt, and more of them find nothing. */
const MOST_ADDRESSES = 14;

/**
 * Possible metadata URLs for an issuer or any other server URL, most likely first: inserted before the issuer's path
 * (RFC 8414 §3.1), appended to it (OpenID Connect Discovery §4), at Curity's path, then for each parent folder. A
 * metadata URL is used unchanged. Fails with `config.invalid` if the input is not a URL.
 */
export function metadataAddresses(entered: string): Result<readonly MetadataAddress[], AppError> {
  const parsed = parseTargetUrl(entered, 'The issuer', 'https://localhost:8443/oauth/v2/oauth-anonymous');
  if (!parsed.ok) return parsed;
  const { origin, pathname } = parsed.value;
  const document = documentAddress(origin, pathname);
  if (document) return ok([{ ...document, exact: false }]);

  const given = entered.trim().replace(/[?#].*$/, '');
  const path = withoutSlash(pathname);
  const others = [...(looksLikeCurity(path) ? [CURITY_ISSUER] : []), ...foldersAbove(path)];
  if (path === '') others.push(CURITY_ISSUER);
  const addresses = [
    ...wellKnown(origin, path).map((url) => ({ url, issuer: given, exact: true })),
    ...others.flatMap((other) =>
      wellKnown(origin, other).map((url) => ({ url, issuer: `${origin}${other}`, exact: false })),
    ),
  ];
  const first = addresses.filter(({ url }, index) => index === addresses.findIndex((one) => one.url === url));
  return ok(first.slice(0, MOST_ADDRESSES));
}

/** Whether a document names the expected issuer (RFC 8414 §3.3). */
export function isExpectedIssuer(
  issuer: string,
  expected: Pick<MetadataAddress, 'issuer' | 'exact'>,
): boolean {
  if (issuer === expected.issuer) return true;
  return !expected.exact && withoutSlash(issuer) === withoutSlash(expected.issuer);
}

/**
 * Whether an issuer is a template: Microsoft Entra’s document for all tenants contains `{tenantid}`, which no token
 * does.
 */
export function isTemplate(issuer: string): boolean {
  return /\{\w+\}/.test(issuer);
}

/** The issuer for a well-known URL, or null if the URL is not one. */
export function issuerOfAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { origin, pathname } = new URL(address);
  return documentAddress(origin, pathname)?.issuer ?? null;
}

/** Parses a well-known URL. */
function documentAddress(origin: string, path: string): Pick<MetadataAddress, 'url' | 'issuer'> | null {
  const url = `${origin}${path}`;
  for (const suffix of [OAUTH, OPENID]) {
    if (path.startsWith(`${suffix}/`)) return { url, issuer: `${origin}${path.slice(suffix.length)}` };
    if (path.endsWith(suffix)) return { url, issuer: `${origin}${path.slice(0, -suffix.length)}` };
  }
  return null;
}

function wellKnown(origin: string, path: string): string[] {
  return [`${origin}${OAUTH}${path}`, `${origin}${path}${OPENID}`];
}

function looksLikeCurity(path: string): boolean {
  return path.startsWith('/oauth/v2') && path !== CURITY_ISSUER;
}

/** `/realms/a/token` has `/realms/a`, `/realms` and the root. */
function foldersAbove(path: string): string[] {
  const segments = path.split('/').slice(1);
  return segments.map((_, index) =>
    segments
      .slice(0, segments.length - 1 - index)
      .map((segment) => `/${segment}`)
      .join(''),
  );
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}
