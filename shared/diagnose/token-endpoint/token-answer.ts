import { parseForm } from '../../text/form-encoding.ts';
import { membersOf } from '../facts/body-members.ts';
import type { Facts } from '../facts/facts.ts';
import { header, isHtml, isLoginPage, pageTitle } from '../facts/response-facts.ts';
import { list, quote, quoteBody } from '../quote.ts';
import type { Rule } from '../rule.ts';

/** Why a token endpoint's answer is neither a token nor an OAuth error (RFC 6749 §5). The first that fits. */
export const TOKEN_ANSWER_RULES: readonly Rule[] = [
  {
    id: 'answer-forbidden-empty',
    severity: 'error',
    title: 'The server refuses, and does not say why',
    why: 'A status of 401 or 403 without a body is no OAuth answer. Often a firewall or gateway stands in front, or the endpoint is closed to this client.',
    reference: 'RFC 6749 §5.2',
    check: (facts) => {
      if (!unreadable(facts, 'empty') || (facts.status !== 401 && facts.status !== 403)) return null;
      return {
        seen: `Status ${facts.status} with an empty body.`,
        nextStep:
          'Check the path, the client id and its secret; then look at the server’s or the gateway’s log. Some servers answer so when the client may not use this grant.',
        actions: facts.sent.basic
          ? [{ kind: 'switch-auth-method', to: 'client_secret_post' }]
          : facts.sent.post
            ? [{ kind: 'switch-auth-method', to: 'client_secret_basic' }]
            : [],
      };
    },
  },
  {
    id: 'answer-empty',
    severity: 'error',
    title: 'The answer is empty',
    why: 'A token endpoint answers with JSON, whether it issues a token or not.',
    reference: 'RFC 6749 §5.1',
    check: (facts) =>
      unreadable(facts, 'empty')
        ? {
            seen: `Status ${facts.status} with an empty body.`,
            nextStep: 'Check that the URL is the token endpoint itself, then look at the server’s log.',
          }
        : null,
  },
  {
    id: 'answer-html-login',
    severity: 'error',
    title: 'The answer is a login page',
    why: 'A token endpoint answers with JSON. A page for a person to sign in means that this is another address, or that a gateway stands in front of it.',
    reference: 'RFC 6749 §5.1',
    check: (facts) =>
      unreadable(facts, 'html') && isLoginPage(facts)
        ? {
            seen: seenPage(facts),
            nextStep:
              'Use the address of the token endpoint, not that of a page. The server’s metadata names it as token_endpoint.',
          }
        : null,
  },
  {
    id: 'answer-html',
    severity: 'error',
    title: 'The answer is a web page',
    why: 'A token endpoint answers with JSON. A page comes from another address, a proxy or a gateway.',
    reference: 'RFC 6749 §5.1',
    check: (facts) =>
      unreadable(facts, 'html')
        ? {
            seen: seenPage(facts),
            nextStep: 'Check the URL, and read the page: it often says who wrote it.',
          }
        : null,
  },
  {
    id: 'answer-form-encoded',
    severity: 'error',
    title: 'The answer is a form, not JSON',
    why: 'Some older servers answer so unless they are asked for JSON; programs that follow the standard cannot read it.',
    reference: 'RFC 6749 §5.1',
    check: (facts) => {
      if (!unreadable(facts, 'not-json')) return null;
      const names = parseForm(facts.text).map(([name]) => name);
      return names.includes('access_token') || names.includes('error')
        ? {
            seen: `It has ${list(names.map((name) => quote(name, 40)))}.`,
            nextStep:
              'Ask for JSON with the header Accept: application/json, or change the server’s settings.',
          }
        : null;
    },
  },
  {
    id: 'answer-cut-off',
    severity: 'error',
    title: 'The JSON of the answer is cut off',
    why: 'It begins as JSON and has no end, so nothing in it can be relied on.',
    reference: 'RFC 8259 §2',
    check: (facts) =>
      unreadable(facts, 'not-json') && facts.text.startsWith('{') && !facts.text.endsWith('}')
        ? {
            seen: seenStatus(facts),
            nextStep: 'Try again; then look at proxies that cut answers short.',
            actions: [{ kind: 'retry' }],
          }
        : null,
  },
  {
    id: 'answer-not-json',
    severity: 'error',
    title: 'The answer is not JSON',
    why: 'A token endpoint answers with a JSON object; this text cannot be read as one.',
    reference: 'RFC 6749 §5.1',
    check: (facts) =>
      unreadable(facts, 'not-json')
        ? {
            seen: `${seenStatus(facts)} ${quoteBody(facts.text)}`,
            nextStep: 'Check that the URL is the token endpoint.',
          }
        : null,
  },
  {
    id: 'answer-not-an-object',
    severity: 'error',
    title: 'The answer is JSON, but not an object',
    why: 'The members of a token answer are those of a JSON object.',
    reference: 'RFC 6749 §5.1',
    check: (facts) =>
      unreadable(facts, 'not-an-object')
        ? { seen: quoteBody(facts.text), nextStep: 'Check that the URL is the token endpoint.' }
        : null,
  },
  {
    id: 'answer-token-elsewhere',
    severity: 'error',
    title: 'There is a token, but not where it belongs',
    why: 'The member must be named access_token and be a string; programs look for nothing else.',
    reference: 'RFC 6749 §5.1',
    check: (facts) => {
      const found = unreadable(facts, 'no-access-token')
        ? Object.entries(membersOf(facts))
            .filter(
              ([name, value]) =>
                /token|jwt/i.test(name) && name !== 'token_type' && typeof value === 'string',
            )
            .map(([name]) => name)
        : [];
      return found.length > 0
        ? {
            seen: `The answer has ${list(found.map((name) => quote(name, 40)))}.`,
            nextStep: 'Use the OAuth token endpoint: this looks like another API for tokens.',
          }
        : null;
    },
  },
  {
    id: 'answer-no-access-token',
    severity: 'error',
    title: 'The answer has no access token',
    why: 'It is JSON with neither access_token nor error, so it is no answer of a token endpoint.',
    reference: 'RFC 6749 §5.1',
    check: (facts) => {
      if (!unreadable(facts, 'no-access-token')) return null;
      const names = Object.keys(membersOf(facts));
      return {
        seen: `Status ${facts.status}; ${names.length > 0 ? `the answer has ${list(names.slice(0, 12).map((name) => quote(name, 40)))}` : 'the object is empty'}.`,
        nextStep:
          'Check that the URL is the token endpoint: metadata, introspection and other endpoints answer with JSON too.',
      };
    },
  },
];

function unreadable(
  { outcome }: Facts,
  reason: 'empty' | 'html' | 'not-json' | 'not-an-object' | 'no-access-token',
): boolean {
  return outcome?.kind === 'unreadable' && outcome.reason === reason;
}

function seenStatus(facts: Facts): string {
  return `Status ${facts.status}, Content-Type: ${header(facts, 'content-type') ?? 'none'}.`;
}

function seenPage(facts: Facts): string {
  const title = isHtml(facts) ? pageTitle(facts) : null;
  return `${seenStatus(facts)} ${title !== null ? `Its title: ${quote(title)}.` : quoteBody(facts.text)}`;
}
