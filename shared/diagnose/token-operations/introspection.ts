import { headerValue } from '../../http/header-fields.ts';
import { mediaType } from '../../http/response.ts';
import { decodeJwt } from '../../oauth/jwt/jwt.ts';
import {
  type IntrospectionFormat,
  type IntrospectionOutcome,
  readIntrospection,
} from '../../oauth/token-operations/introspection.ts';
import { INTROSPECTION_TYPES } from '../../oauth/token-operations/token-operation-request.ts';
import { maskText } from '../../text/sensitive-text.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { duration, quote, time } from '../quote.ts';
import type { Observation, Rule } from '../rule.ts';

type Answer = Extract<IntrospectionOutcome, { kind: 'active' | 'inactive' }>;

/** A rule that looks at introspection answers that say something of the token. */
export function introspectionRule(
  rule: Omit<Rule, 'check'>,
  check: (answer: Answer, facts: Evidence) => Observation | null,
): Rule {
  return {
    ...rule,
    check: (facts) => {
      if (facts.exchange.purpose !== 'introspection') return null;
      const answer = readIntrospection(facts.exchange);
      return answer.kind === 'active' || answer.kind === 'inactive' ? check(answer, facts) : null;
    },
  };
}

/** What is off about the answer's form and about whether the token is active. All that fit. */
export const INTROSPECTION_RULES: readonly Rule[] = [
  introspectionRule(
    {
      id: 'introspection-inactive-expired',
      severity: 'info',
      title: 'The token is inactive because it has expired',
      why: 'Its lifetime has ended, so the server no longer counts it as active.',
      reference: 'RFC 7662 §2.2',
    },
    ({ kind, form }, { token, exchange }) => {
      const end = kind === 'inactive' ? (token?.expiresAt ?? null) : null;
      return end === null || end > exchange.startedAt
        ? null
        : {
            seen: `${form === 'curity' ? 'Status 204' : 'active: false'}; by our clock it ended ${duration(exchange.startedAt - end)} ago.`,
            nextStep: 'Get a new token.',
          };
    },
  ),
  introspectionRule(
    {
      id: 'introspection-inactive',
      severity: 'warning',
      title: 'The server calls the token inactive, although it has not expired',
      why: 'It was revoked elsewhere, the server has forgotten it in a restart, or it is another server’s. The same answer comes when the client that asks may not know of this token.',
      reference: 'RFC 7662 §2.2',
    },
    ({ kind, form }, { token, exchange }) => {
      if (kind !== 'inactive' || !token) return null;
      if (token.revokedAt !== undefined && token.revokedAt <= exchange.startedAt) return null;
      const rest = token.expiresAt === null ? null : token.expiresAt - exchange.startedAt;
      if (rest !== null && rest <= 0) return null;
      return {
        seen: `${form === 'curity' ? 'Status 204' : 'active: false'}; ${rest === null ? 'when it expires is not known here' : `by the token endpoint’s answer it lives ${duration(rest)} more`}.`,
        nextStep: 'Ask as the client that it was issued to; if it stays inactive, get a new token.',
      };
    },
  ),
  introspectionRule(
    {
      id: 'introspection-active-revoked',
      severity: 'warning',
      title: 'The token was revoked, and the server still calls it active',
      why: 'Revocation takes effect at once, but for caches within the server. Until then whoever has the token can use it.',
      reference: 'RFC 7009 §2.1',
    },
    ({ kind }, { token, exchange }) =>
      kind === 'active' && token?.revokedAt !== undefined && token.revokedAt <= exchange.startedAt
        ? {
            seen: `active, ${duration(exchange.startedAt - token.revokedAt)} after it was revoked.`,
            nextStep:
              'Introspect again in a moment. If the token is still active, revocation does not work at this server.',
          }
        : null,
  ),
  introspectionRule(
    {
      id: 'introspection-active-expired',
      severity: 'warning',
      title: 'The token has expired by our clock, and the server calls it active',
      why: 'Either the clocks differ, or the server lets tokens live longer than its answer said.',
      reference: 'RFC 7662 §2.2',
    },
    ({ kind }, { token, exchange }) => {
      const expires = token?.expiresAt ?? null;
      return kind === 'active' && expires !== null && expires + 1000 <= exchange.startedAt
        ? {
            seen: `active, ${duration(exchange.startedAt - expires)} after ${time(expires)}.`,
            nextStep: 'Compare the clock of this machine with the server’s.',
          }
        : null;
    },
  ),
  introspectionRule(
    {
      id: 'introspection-active-text',
      severity: 'warning',
      title: 'The member active is a text',
      why: 'It is a boolean: a program that takes any text for true would take a dead token for a living one.',
      reference: 'RFC 7662 §2.2',
    },
    ({ members }) =>
      typeof members.active === 'string'
        ? {
            seen: `active: ${JSON.stringify(members.active)}.`,
            nextStep: 'Report it to the server’s maker.',
          }
        : null,
  ),
  introspectionRule(
    {
      id: 'introspection-other-form',
      severity: 'info',
      title: 'The answer has another form than was asked for',
      why: 'A server may ignore the Accept header. JWT answers have to be supported by it, and often switched on for the client.',
      reference: 'RFC 9701 §4',
    },
    ({ form }, { exchange }) => {
      const accept = headerValue(exchange.request.headers, 'accept');
      const asked = accept ? formAskedFor(maskText(accept)) : null;
      return asked === null || asked === form
        ? null
        : {
            seen: `Asked for ${FORM_NAMES[asked]}; came: ${FORM_NAMES[form]}.`,
            nextStep:
              asked === 'rfc9701'
                ? 'Look in the server’s manual whether it has JWT answers (RFC 9701).'
                : asked === 'curity'
                  ? 'On Curity enable the phantom token procedure (JWT introspection) for the client that asks.'
                  : 'Nothing to do: it is read as it is.',
          };
    },
  ),
  introspectionRule(
    {
      id: 'introspection-jwt-type',
      severity: 'warning',
      title: 'The signed answer is not marked as one',
      why: 'Content-Type and the header’s typ both have to say token-introspection+jwt, so that nobody takes the answer for an access token.',
      reference: 'RFC 9701 §5',
    },
    ({ form, jwt }, facts) => {
      if (form !== 'rfc9701' || jwt === null) return null;
      const typ = decodeJwt(jwt)?.header.typ;
      const media = mediaType(facts.exchange.response?.headers ?? []);
      const marked = typ === 'token-introspection+jwt' && media === INTROSPECTION_TYPES.rfc9701;
      return marked
        ? null
        : {
            seen: `typ: ${typ === undefined ? 'none' : quote(String(typ))}; Content-Type: ${media ?? 'none'}.`,
            nextStep: 'Report it to the server’s maker.',
          };
    },
  ),
];

const FORM_NAMES: Readonly<Record<IntrospectionFormat, string>> = {
  json: 'JSON (RFC 7662)',
  rfc9701: 'a signed answer (RFC 9701)',
  curity: 'a bare JWT',
};

function formAskedFor(accept: string): IntrospectionFormat | null {
  const known = Object.entries(INTROSPECTION_TYPES) as [IntrospectionFormat, string][];
  return known.find(([, type]) => type === accept.trim().toLowerCase())?.[0] ?? null;
}
