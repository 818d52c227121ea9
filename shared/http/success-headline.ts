import type { ExchangePurpose } from './exchange.ts';

/** The verdict on an exchange that brought what it was made for. */
export const SUCCESS_HEADLINES: Readonly<Record<ExchangePurpose, string>> = {
  token: 'Token received',
  api: 'The API call succeeded',
  metadata: 'Metadata received',
  jwks: 'Key set received',
  introspection: 'Introspection response',
  revocation: 'Token revoked',
};
