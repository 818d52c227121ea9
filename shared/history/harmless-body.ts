import type { ExchangePurpose, ResponseBody } from '../http/exchange.ts';
import { decodeString, walkJson } from '../json/walk-json.ts';
import { sensitiveMember } from '../oauth/sensitive-parameters.ts';
import { decodeForm } from '../text/form-encoding.ts';
import type { SecretMatcher } from '../text/secrets/secret-matcher.ts';
import { MASK } from '../text/sensitive-text.ts';
import { isAuthLike, isHarmlessMember, isPrivateKeyMember } from './harmless-names.ts';
import {
  looksLikeToken,
  maskMarkup,
  maskOpaqueRuns,
  maskSensitiveElements,
  maskTokenShapes,
} from './token-shapes.ts';

/** Purposes whose success responses contain credentials: mask everything not known to be harmless. */
const OF_CREDENTIALS: readonly ExchangePurpose[] = ['token', 'introspection', 'revocation'];

/** Whether only known harmless parts of a response may be stored. */
export function isDeniedByDefault(purpose: ExchangePurpose, status: number): boolean {
  return OF_CREDENTIALS.includes(purpose) && status < 300;
}

/** A response body safe for unencrypted storage. `matcher` finds the known tokens. */
export function harmlessBody(
  { text, truncated, textCut }: ResponseBody,
  {
    isDenied,
    isKeySet,
    matcher,
  }: { readonly isDenied: boolean; readonly isKeySet: boolean; readonly matcher: SecretMatcher },
): string {
  if (text.trim() === '') return text;
  const clean = maskTokenShapes(matcher.mask(text, { isCut: truncated || textCut === true }));
  const first = /\S/.exec(text)?.[0] ?? '';
  if (first === '{' || first === '[') return isDenied ? allowMembers(clean) : maskMembers(clean, isKeySet);
  if (first === '<') return isDenied ? maskMarkup(clean) : maskSensitiveElements(clean);
  if (isDenied) return looksLikeForm(text) ? allowParameters(clean) : MASK;
  // The whole body may be a token, as text or JSON.
  return looksLikeToken(decodeString(text.trim())) ? MASK : clean;
}

type Replace = (start: number, end: number, by: string) => void;

/** The text with some of its parts replaced, which are given from left to right. */
function replaceParts(text: string, find: (replace: Replace) => void): string {
  const parts: string[] = [];
  let from = 0;
  find((start, end, by) => {
    parts.push(text.slice(from, start), by);
    from = end;
  });
  return parts.join('') + text.slice(from);
}

const MASKED = `"${MASK}"`;

/** Keeps only harmless members; of the others, their names and numbers that are dates or durations. */
function allowMembers(text: string): string {
  return replaceParts(text, (replace) => {
    walkJson<'allowed' | 'exact' | 'denied' | 'sensitive'>(text, {
      root: 'denied',
      enter: (around, name) => {
        if (around === 'sensitive' || sensitiveMember(name)) return 'sensitive';
        // Thumbprints look random but are public (RFC 7800, RFC 8705 §3.1, RFC 9449 §6).
        if (around === 'exact' || name === 'cnf') return 'exact';
        return isHarmlessMember(name) ? 'allowed' : 'denied';
      },
      visit: (state, { kind, start, end }) => {
        const scalar = text.slice(start, end);
        if (state === 'exact') return;
        if (kind === 'bare') {
          if (!isHarmlessScalar(scalar, state === 'sensitive')) replace(start, end, MASKED);
        } else if (state === 'allowed') {
          const masked = maskOpaqueRuns(scalar);
          if (masked !== scalar) replace(start, end, masked);
        } else if (scalar !== '""') {
          replace(start, end, MASKED);
        }
      },
    });
  });
}

/** Masks members with sensitive names, and everything inside them. */
function maskMembers(text: string, isKeySet: boolean): string {
  return replaceParts(text, (replace) => {
    walkJson<'plain' | 'auth-like' | 'sensitive'>(text, {
      root: 'plain',
      enter: (around, name) => {
        if (around === 'sensitive' || sensitiveMember(name)) return 'sensitive';
        if (isKeySet) return isPrivateKeyMember(name) ? 'sensitive' : 'plain';
        return isAuthLike(name) ? 'auth-like' : around;
      },
      visit: (state, { kind, start, end }) => {
        const scalar = text.slice(start, end);
        const isToken = state === 'auth-like' && kind === 'string' && looksLikeToken(decodeString(scalar));
        const isSensitive = state === 'sensitive' && scalar !== '""' && !isHarmlessScalar(scalar, true);
        if (isToken || isSensitive) replace(start, end, MASKED);
      },
    });
  });
}

/** `true`, `false`, `null`, and numbers too short to be a credential. */
function isHarmlessScalar(scalar: string, isSensitive: boolean): boolean {
  if (/^(true|false|null)$/.test(scalar)) return true;
  return !isSensitive && /^-?\d{1,13}(\.\d{1,6})?$/.test(scalar);
}

function looksLikeForm(text: string): boolean {
  return /^[\w.%+-]{1,80}=[^\s<>]*$/.test(text.trim());
}

function allowParameters(text: string): string {
  return text
    .split('&')
    .map((parameter) => {
      const [name = ''] = parameter.split('=', 1);
      return isHarmlessMember(decodeForm(name)) ? maskOpaqueRuns(parameter) : `${name}=${MASK}`;
    })
    .join('&');
}
