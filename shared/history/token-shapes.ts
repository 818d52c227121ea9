import { sensitiveMember } from '../oauth/sensitive-parameters.ts';
import { decodeForm } from '../text/form-encoding.ts';
import { MASK } from '../text/sensitive-text.ts';

/** A JWT or JWE anywhere in a text: both start with `{"`. */
const JWT = /(?<![\w-])eyJ[\w-]+(?:\.[\w-]*){1,4}/g;

/** Credentials after an authentication scheme (RFC 9110 §11.4). */
const CREDENTIALS = /\b((?:bearer|dpop|basic|negotiate|mac|apikey)[ \t]{1,8})([\w.~+/-]{6,4096}={0,2})/gi;

/** In a form, a URL's query or fragment, or a log line. */
const PARAMETER = /(^|[?&#;\s"'([{,])([\w.%-]{1,80})=([^&#\s"'<>;,)]+)/gm;

const ELEMENT = /<([\w.:-]{1,80})((?:\s[^<>]*)?)>([^<]+)/g;
/** The lookbehind makes each name be tried once: else a long word takes its length times 80. */
const ATTRIBUTE = /(?<![\w.:-])([\w.:-]+)(\s{0,4}=\s{0,4})("[^"<>]*"|'[^'<>]*')/g;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const RUN = /[\w~+-]{24,}/g;

/** Masks everything that looks like a token: JWTs, credentials after a scheme, sensitive parameters. */
export function maskTokenShapes(text: string): string {
  return text
    .replace(JWT, MASK)
    .replace(PARAMETER, (whole, before: string, name: string) =>
      sensitiveMember(decodeForm(name)) ? `${before}${name}=${MASK}` : whole,
    )
    .replace(CREDENTIALS, (whole, scheme: string, value: string) =>
      /\d|[._~+/=-]/.test(value) || value.length >= 16 ? `${scheme}${MASK}` : whole,
    );
}

/** Masks the values of sensitive XML and HTML elements and attributes. */
export function maskSensitiveElements(text: string): string {
  return text
    .replace(ELEMENT, (whole, name: string, attributes: string) =>
      sensitiveMember(localName(name)) ? `<${name}${attributes}>${MASK}` : whole,
    )
    .replace(ATTRIBUTE, (whole, name: string, equals: string) =>
      sensitiveMember(localName(name)) ? `${name}${equals}"${MASK}"` : whole,
    );
}

/** Masks XML or HTML texts and attribute values, except a page's title. */
export function maskMarkup(text: string): string {
  return text
    .replace(/(<[^<>]*>)([^<]+)/g, (whole, tag: string, text: string) =>
      text.trim() === '' || /^<title\b/i.test(tag) ? whole : `${tag}${MASK}`,
    )
    .replace(ATTRIBUTE, (_, name: string, equals: string) => `${name}${equals}"${MASK}"`);
}

/** Masks long random-looking runs: not a word, not a UUID. */
export function maskOpaqueRuns(text: string): string {
  return text.replace(RUN, (run) => (looksRandom(run) ? MASK : run));
}

/** Whether a whole text may be a token: one word, too long or too mixed for natural language. */
export function looksLikeToken(text: string): boolean {
  const word = text.trim();
  return (
    /^[\w.~+/=:-]{16,}$/.test(word) && !UUID.test(word) && !/^https?:\/\//.test(word) && /\d|[A-Z]/.test(word)
  );
}

function looksRandom(run: string): boolean {
  if (UUID.test(run)) return false;
  const digits = run.match(/\d/g)?.length ?? 0;
  return digits >= 3 && /[a-z]/i.test(run);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
