import { readConfirmation } from '../../oauth/token/confirmation.ts';
import { isDpopToken } from '../../oauth/token/token-binding.ts';
import { quote } from '../quote.ts';
import type { Rule } from '../rule.ts';
import { introspectionRule } from './introspection.ts';

/** What introspection says a token is bound to, held against what was shown when it was asked for. All that fit. */
export const INTROSPECTION_BINDING_RULES: readonly Rule[] = [
  introspectionRule(
    {
      id: 'introspection-other-key',
      severity: 'error',
      title: 'By introspection the token is bound to another key',
      why: 'An API that goes by introspection will ask for the proof of that key, and refuse ours.',
      reference: 'RFC 9449 §6.2',
    },
    ({ kind, members }, { token }) => {
      const named = readConfirmation(members)?.jkt ?? null;
      const shown = token?.binding?.dpop?.thumbprint ?? null;
      return kind === 'active' && named !== null && shown !== null && named !== shown
        ? {
            seen: `cnf.jkt: ${quote(named)}; proven with the request: ${quote(shown)}.`,
            nextStep: 'Report it to the server’s maker: it mixes keys up.',
          }
        : null;
    },
  ),
  introspectionRule(
    {
      id: 'introspection-key-unnamed',
      severity: 'warning',
      title: 'Introspection does not name the key that the token is bound to',
      why: 'An API that goes by introspection cannot know which key to ask for, and will take the token from anyone.',
      reference: 'RFC 9449 §6.2',
    },
    ({ kind, members }, { token }) =>
      kind === 'active' && token && isDpopToken(token) && readConfirmation(members)?.jkt == null
        ? {
            seen: 'There is no cnf.jkt, although the token’s type is DPoP.',
            nextStep: 'Have the server tell cnf in its introspection.',
          }
        : null,
  ),
  introspectionRule(
    {
      id: 'introspection-other-certificate',
      severity: 'error',
      title: 'By introspection the token is bound to another certificate',
      why: 'An API that goes by introspection will refuse a connection that presents ours.',
      reference: 'RFC 8705 §3.2',
    },
    ({ kind, members }, { token }) => {
      const named = readConfirmation(members)?.x5tS256 ?? null;
      const shown = token?.binding?.certificate?.thumbprint ?? null;
      return kind === 'active' && named !== null && shown !== null && named !== shown
        ? {
            seen: `cnf.x5t#S256: ${quote(named)}; presented with the request: ${quote(shown)}.`,
            nextStep:
              'See whether a proxy in front of the server ends TLS and passes another certificate on.',
          }
        : null;
    },
  ),
];
