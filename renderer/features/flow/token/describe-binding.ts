import type { Key } from '../../../../shared/model/key.ts';
import { decodeJwt } from '../../../../shared/oauth/jwt/jwt.ts';
import { confirmationOfToken } from '../../../../shared/oauth/token/confirmation.ts';
import type { AccessToken, BoundKey } from '../../../../shared/oauth/token/token.ts';
import { isDpopToken } from '../../../../shared/oauth/token/token-binding.ts';
import type { Tone } from '../../../ui/status-badge.tsx';

export interface BindingNote {
  readonly text: string;
  readonly tone: Tone;
}

/** What a token is bound to, in a few words each; nothing for a bearer token that nobody asked to be more. */
export function describeBinding(token: AccessToken, keys: readonly Key[]): readonly BindingNote[] {
  return [...describeKey(token, keys), ...describeCertificate(token, keys)];
}

function describeKey(token: AccessToken, keys: readonly Key[]): BindingNote[] {
  const bound = token.binding?.dpop;
  if (!isDpopToken(token)) {
    return bound ? [{ text: 'not bound to the key: a bearer token', tone: 'caution' }] : [];
  }
  if (!bound) return [{ text: 'bound to a key that was not proved (DPoP)', tone: 'caution' }];
  return [nameKey(bound, keys, { what: 'key', scheme: 'DPoP' })];
}

function describeCertificate(token: AccessToken, keys: readonly Key[]): BindingNote[] {
  const bound = token.binding?.certificate;
  if (!bound) return [];
  const named = confirmationOfToken(token.value)?.x5tS256 ?? null;
  if (named === bound.thumbprint) return [nameKey(bound, keys, { what: 'certificate', scheme: 'mTLS' })];
  if (named !== null) return [{ text: 'bound to another certificate (mTLS)', tone: 'caution' }];
  // An opaque token does not say what it is bound to: introspection does.
  return decodeJwt(token.value) ? [] : [{ text: 'requested with a certificate', tone: 'neutral' }];
}

function nameKey(
  { keyId }: BoundKey,
  keys: readonly Key[],
  { what, scheme }: { readonly what: string; readonly scheme: string },
): BindingNote {
  if (keyId === null)
    return { text: `bound to a ${what} that Credence does not have (${scheme})`, tone: 'caution' };
  const key = keys.find(({ id }) => id === keyId);
  return key
    ? { text: `bound to ${what} “${key.name || 'without a name'}” (${scheme})`, tone: 'good' }
    : { text: `bound to a ${what} that was removed (${scheme})`, tone: 'caution' };
}
