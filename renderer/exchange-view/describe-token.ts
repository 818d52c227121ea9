import { type AccessToken, scopesOf } from '../../shared/oauth/token/token.ts';
import { formatCountdown } from '../ui/format-duration.ts';

/** More scopes are shown as a count: the name must fit on one line. */
const SCOPES_NAMED = 6;

/** For example `server · read`. */
export function nameOfToken(token: AccessToken): string {
  const { clientId, pasted } = token;
  const scopes = scopesOf(token);
  const named = scopes.slice(0, SCOPES_NAMED);
  const owner = pasted ? 'Pasted token' : clientId || 'no client ID';
  if (scopes.length === 0) return owner;
  const rest = scopes.length - named.length;
  return `${owner} · ${named.join(' ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** A token’s remaining lifetime, or why it has none; empty if unknown. */
export function describeLeft({ revokedAt, expiresAt }: AccessToken, now: number): string {
  if (revokedAt !== undefined) return 'revoked';
  if (expiresAt === null) return '';
  return expiresAt <= now ? 'expired' : formatCountdown(expiresAt - now);
}
