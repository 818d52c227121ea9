import type { Severity } from '../../../../shared/diagnose/finding.ts';
import type { ExchangePurpose } from '../../../../shared/http/exchange.ts';

export const PURPOSE_NAMES: Readonly<Record<ExchangePurpose, string>> = {
  token: 'Token',
  api: 'API',
  metadata: 'Metadata',
  jwks: 'JWKS',
  introspection: 'Introspection',
  revocation: 'Revocation',
};

export const SEVERITY_NAMES: Readonly<Record<Severity, string>> = {
  fatal: 'Fatal',
  error: 'Error',
  warning: 'Warning',
  info: 'Note',
};

/** A URL in the two parts a reader looks for; the scheme only where it is not https. */
export function splitUrl(url: string): { readonly origin: string; readonly path: string } {
  if (!URL.canParse(url)) return { origin: '', path: url };
  const { protocol, host, pathname, search } = new URL(url);
  return { origin: protocol === 'https:' ? host : `${protocol}//${host}`, path: `${pathname}${search}` };
}
