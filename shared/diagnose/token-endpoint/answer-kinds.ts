import { isJsonObject } from '../../json/json-object.ts';
import { decodeJwt } from '../../oauth/jwt/jwt.ts';
import { membersOf } from '../facts/body-members.ts';
import { SENTENCES } from '../facts/body-words.ts';
import type { Facts } from '../facts/facts.ts';
import { contentType } from '../facts/response-facts.ts';
import { quote } from '../quote.ts';
import type { Observation, Rule } from '../rule.ts';
import { endpointHint } from './endpoint-hints.ts';

/** Answers that are plainly something else than a token endpoint's, and tell what. The first that fits. */
export const ANSWER_KIND_RULES: readonly Rule[] = [
  {
    id: 'answer-metadata',
    severity: 'error',
    title: 'This is the address of the server’s metadata',
    why: 'The document describes the server and names its token endpoint; tokens are to be had there.',
    reference: 'RFC 8414 §3',
    check: (facts) => {
      const endpoint = membersOf(facts).token_endpoint;
      if (!isUnreadable(facts) || typeof endpoint !== 'string' || !URL.canParse(endpoint)) return null;
      const target = new URL(endpoint);
      const safe =
        target.protocol === 'https:' || (target.protocol === 'http:' && facts.url.protocol === 'http:');
      return {
        seen: `token_endpoint: ${quote(endpoint)}.`,
        nextStep: 'Use that address as the token endpoint.',
        actions: safe ? [{ kind: 'use-url', url: target.href }] : [],
      };
    },
  },
  {
    id: 'answer-other-endpoint',
    severity: 'error',
    title: 'The answer is that of another endpoint',
    why: 'An authorization server has several addresses, and only its token endpoint hands out tokens.',
    reference: 'RFC 6749 §3.2',
    check: (facts) => {
      const members = isUnreadable(facts) ? membersOf(facts) : {};
      const name =
        typeof members.active === 'boolean' ? 'active' : Array.isArray(members.keys) ? 'keys' : null;
      if (name === null) return null;
      return {
        seen: `The answer has ${quote(name)}, as that of ${name === 'active' ? 'token introspection (RFC 7662)' : 'a key set (RFC 7517)'} has.`,
        nextStep: `Enter the token endpoint’s address.${endpointHint(facts)}`,
      };
    },
  },
  {
    id: 'answer-token-empty',
    severity: 'error',
    title: 'The access token is empty',
    why: 'The member access_token is there, and there is no token in it. It has to be a string that is not empty.',
    reference: 'RFC 6749 §5.1',
    check: (facts) => {
      if (!isUnreadable(facts)) return null;
      const { access_token: token } = membersOf(facts);
      return token === null || token === ''
        ? {
            seen: `access_token is ${token === null ? 'null' : 'empty'}.`,
            nextStep: 'Look at the server’s log: it took the request for good.',
          }
        : null;
    },
  },
  {
    id: 'answer-token-not-text',
    severity: 'error',
    title: 'The access token is not a text',
    why: 'The member access_token is there, but it has to be a string in JSON: nothing else can be sent to an API.',
    reference: 'RFC 6749 §5.1',
    check: (facts) => {
      const token = isUnreadable(facts) ? membersOf(facts).access_token : undefined;
      // A null or an empty text is told above.
      return token === undefined || token === null || token === ''
        ? null
        : {
            seen: `access_token is ${Array.isArray(token) ? 'a list' : `of type ${typeof token}`}.`,
            nextStep:
              'Check that the URL is the OAuth token endpoint. If it is, have the server send the token as a string.',
          };
    },
  },
  {
    id: 'answer-bare-token',
    severity: 'error',
    title: 'The answer is a token alone',
    why: 'The token has to be a member of a JSON object, beside its type and lifetime. Programs cannot find it as it is.',
    reference: 'RFC 6749 §5.1',
    check: (facts) =>
      isUnreadable(facts) && decodeJwt(facts.text.replace(/^"|"$/g, '')) !== null
        ? {
            seen: `The whole body is a JWT; Content-Type: ${contentType(facts) ?? 'none'}.`,
            nextStep:
              'Check that the URL is the OAuth token endpoint; some servers have an older address beside it.',
          }
        : null,
  },
  {
    id: 'answer-xml',
    severity: 'error',
    title: 'The answer is XML, not JSON',
    why: 'XML comes from other protocols, such as SAML and SOAP, or from a storage or gateway in front of the server.',
    reference: 'RFC 6749 §5.1',
    check: (facts) =>
      isUnreadable(facts) &&
      /^<(\?xml\b|[a-z][\w.-]*:[a-z]|Error>|fault)/i.test(facts.text) &&
      !/<html\b/i.test(facts.text)
        ? {
            seen: `Status ${facts.status}; the outermost element is ${quote(rootElement(facts.text))}.`,
            nextStep: `Check the URL, and ask for JSON with the header Accept: application/json.${endpointHint(facts)}`,
          }
        : null,
  },
  {
    id: 'answer-not-utf-8',
    severity: 'error',
    title: 'The answer is not text in UTF-8',
    why: 'JSON that travels between systems is UTF-8. This body has NUL characters, as UTF-16 and binary data have.',
    reference: 'RFC 8259 §8.1',
    check: (facts) =>
      isUnreadable(facts) && facts.text.includes('\0')
        ? {
            seen: `Status ${facts.status}, Content-Type: ${contentType(facts) ?? 'none'}.`,
            nextStep: 'Look at the body as bytes, and report it to the server’s maker.',
          }
        : null,
  },
  {
    id: 'answer-error-elsewhere',
    severity: 'error',
    title: 'The server refuses in a format of its own',
    why: 'An OAuth error has the member error. This one is written as gateways and APIs write theirs, so it may come from something in front of the server.',
    reference: 'RFC 6749 §5.2',
    check: describeForeignError,
  },
];

const CODES = ['errorCode', 'code', 'status', 'statusCode', 'type'];

function describeForeignError(facts: Facts): Observation | null {
  if (!isUnreadable(facts)) return null;
  const outer = membersOf(facts);
  const members = [outer.fault, outer.error, firstOf(outer.errors), outer].find(isJsonObject) ?? {};
  const words = firstValue(members, SENTENCES);
  if (words === null || facts.status < 400) return null;
  const code = firstValue(members, CODES);
  return {
    seen: `Status ${facts.status}${code === null ? '' : `, ${code}`}: ${quote(words, 300)}.`,
    nextStep: `Read the message; then check that the URL is the token endpoint.${endpointHint(facts)}`,
  };
}

function firstValue(members: Readonly<Record<string, unknown>>, names: readonly string[]): string | null {
  const values = names.map((name) => members[name]);
  const found = values.find(
    (value) => (typeof value === 'string' && value !== '') || typeof value === 'number',
  );
  return found === undefined ? null : String(found);
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

function rootElement(text: string): string {
  // The outermost is the first one: a large body need not be searched for more.
  return (
    /<([A-Za-z_][\w.:-]*)/.exec(text.slice(0, 10_000).replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->/g, ''))?.[1] ??
    'unknown'
  );
}

function isUnreadable({ outcome }: Facts): boolean {
  return outcome?.kind === 'unreadable';
}
