import { MASK } from '../text/sensitive-text.ts';
import { sensitiveMember, sensitiveParameter } from './sensitive-parameters.ts';

/** Characters. Shorter parts are not secret and would match ordinary words. */
const SHORTEST = 8;

const JWT = /\beyJ[\w-]{10,}\.[\w-]*\.[\w-]*(?:\.[\w-]*\.[\w-]*)?/g;
/** RFC 6750 §2.1, RFC 9449 §7.1. */
const CREDENTIALS = /\b(Bearer|DPoP|Basic)(\s+)([\w\-.~+/]{8,}=*)/gi;
const MEMBER = /"([\w\- ]{1,60})"(\s*:\s*)"((?:[^"\\]|\\.){3,})"/g;
const FORM_FIELD = /([?&]|^)([\w-]{1,60})=([^&\s]{3,})/gm;

/**
 * Masks a text for an audience: known tokens, and anything that looks like a credential. A JWT's start stays visible to
 * identify it as one.
 * @param tokens known values; their parts are masked separately, too.
 */
export function maskForRoom(text: string, tokens: readonly string[]): string {
  let masked = text;
  for (const part of tokens.flatMap(partsOf)) masked = masked.replaceAll(part, bullets);
  return masked
    .replace(JWT, (jwt) => jwt.split('.').map(bullets).join('.'))
    .replace(CREDENTIALS, (_, scheme: string, space: string) => `${scheme}${space}${MASK}`)
    .replace(MEMBER, (member, name: string, colon: string, value: string) =>
      sensitiveMember(name) && !value.includes('•') ? `"${name}"${colon}"${MASK}"` : member,
    )
    .replace(FORM_FIELD, (field, before: string, name: string, value: string) =>
      sensitiveParameter(name) && !value.includes('•') ? `${before}${name}=${MASK}` : field,
    );
}

/** The whole token, then the parts of a JWT, which the window shows separately. */
function partsOf(token: string): string[] {
  const parts = token.split('.');
  return [...(parts.length > 1 ? parts : [token])].filter((part) => part.length >= SHORTEST);
}

function bullets(part: string): string {
  return part.startsWith('eyJ') ? `${part.slice(0, 5)}${MASK}` : MASK;
}
