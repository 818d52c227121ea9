import { encodeForm } from '../../text/form-encoding.ts';
import { MASK, type SensitiveText } from '../../text/sensitive-text.ts';
import type { Finding } from '../finding.ts';
import type { Facts } from './facts.ts';

/** Shorter ones are words: hiding every “read” in a sentence would tell more than it hides. */
const SHORTEST = 6;

/**
 * A last guard: whatever an answer echoed and a rule quoted, no sentence shows a secret or a whole token that is
 * known here. Where the secret has been withheld from the exchange there is nothing to hide.
 */
export function hideSecrets(findings: readonly Finding[], facts: Facts): Finding[] {
  const secrets = knownSecrets(facts);
  const hide = (text: string) => secrets.reduce((shown, secret) => shown.replaceAll(secret, MASK), text);
  return findings.map((finding) => ({
    ...finding,
    seen: hide(finding.seen),
    nextStep: hide(finding.nextStep),
  }));
}

function knownSecrets({ exchange: { request }, sent, outcome, token }: Facts): string[] {
  const texts: SensitiveText[] = [...request.headers.map(({ value }) => value), request.body ?? []];
  const spans = texts.flatMap((text) => text.filter((span) => typeof span === 'object'));
  const members = outcome?.kind === 'token' ? outcome.members : {};
  const candidates: unknown[] = [
    ...spellings(sent.secret ?? ''),
    ...spans.map(({ value }) => value),
    token?.value,
    members.access_token,
    members.refresh_token,
    members.id_token,
  ];
  const secrets = candidates.filter((value) => typeof value === 'string' && value.length >= SHORTEST);
  // The longest first: one may be a part of another.
  return [...new Set(secrets as string[])].sort((one, other) => other.length - one.length);
}

/** A secret as an answer may echo it: as it is, from a form, from a URL. */
function spellings(secret: string): string[] {
  const form = encodeForm(secret);
  return [secret, form, form.replaceAll('+', '%20'), urlEncoded(secret)];
}

function urlEncoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // Half a surrogate pair: no URL can hold it.
    return text;
  }
}
