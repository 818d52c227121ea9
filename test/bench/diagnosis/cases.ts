// What both engines are given: the recorded answers, and hostile bodies of five megabytes.

import type { diagnose } from '../../../shared/diagnose/diagnose.ts';
import type { Exchange } from '../../../shared/http/exchange.ts';
import { exchangeOf, readRecorded } from '../../unit/shared/diagnose/recorded.ts';
import { anExchange, aResponse, aWorkspace } from '../../unit/shared/fixtures.ts';

type Given = Parameters<typeof diagnose>;

export interface HostileCase {
  readonly name: string;
  readonly given: Given;
  /** JSON of the same size: what reading it takes is what the diagnosis is compared with. */
  readonly json: string;
}

export function recordedCases(): readonly Given[] {
  return readRecorded()
    .filter(({ kind }) => kind !== 'lint' && kind !== 'lint-api')
    .map((recorded) => exchangeOf(recorded));
}

export function hostileCases(bytes: number): readonly HostileCase[] {
  const fill = (piece: string) => piece.repeat(Math.ceil(bytes / piece.length)).slice(0, bytes);
  const words = fill('The client secret is invalid, or the client is unknown. ');
  const bodies: Readonly<Record<string, string>> = {
    'JSON, one long error_description': JSON.stringify({ error: 'invalid_client', error_description: words }),
    'JSON, a list of errors': JSON.stringify({
      errors: fill('x')
        .match(/.{100}/g)
        ?.map((text, index) => ({ code: index, message: text })),
    }),
    'JSON, nested objects': `${'{"error":'.repeat(bytes / 10)}1${'}'.repeat(bytes / 10)}`,
    'HTML, tags that never close': fill('<div <title '),
    'plain text': words,
    'text of parentheses': fill('(e.g., '),
    'no spaces': fill('aB3-'),
  };
  return Object.entries(bodies).map(([name, text]) => ({
    name,
    given: [
      anExchange({
        response: aResponse(text, {
          status: 401,
          headers: { 'Content-Type': text.startsWith('{') ? 'application/json' : 'text/html' },
        }),
      }) as Exchange,
      { workspace: aWorkspace(), now: 0 },
    ],
    json: text.startsWith('{"error":{')
      ? JSON.stringify(words)
      : text.startsWith('{')
        ? text
        : JSON.stringify(text),
  }));
}
