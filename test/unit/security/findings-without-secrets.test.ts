import { describe, expect, it } from 'vitest';
import { findingsOf, type Recorded, readRecorded } from '../shared/diagnose/recorded.ts';

const CANARY = 'cAn4ry-7hQ2xZ9v';

/** One of each kind, as a person or a server may write it. */
const PARAMETERS = [
  'client_secret',
  'client_assertion',
  'assertion',
  'access_token',
  'refresh_token',
  'id_token',
  'token',
  'subject_token',
  'actor_token',
  'password',
  'code',
  'code_verifier',
  'api_key',
  'x-my-secret',
] as const;
const HEADERS = ['X-Api-Key', 'X-Subject-Token', 'Cookie', 'X-Auth-Token'] as const;

/** The same recorded answer, with a canary in every sensitive place of the request and of the answer. */
const VARIANTS: Readonly<Record<string, (recorded: Recorded) => Recorded>> = {
  'in the query': inQuery,
  'in the body and the header': (recorded) => ({
    ...recorded,
    parameters: [...recorded.parameters, ...PARAMETERS.map((name) => [name, CANARY] as [string, string])],
    headers: [...recorded.headers, ...HEADERS.map((name) => [name, CANARY] as [string, string])],
  }),
  'in a redirect': (recorded) => ({
    ...recorded,
    answer: ['HTTP/1.1 302 Found', `Location: ${withQuery('https://user:secret@other.example/x')}`, ''],
  }),
  'echoed in an error': (recorded) => ({
    ...inQuery(recorded),
    secret: CANARY,
    answer: [
      'HTTP/1.1 400 Bad Request',
      'Content-Type: application/json',
      '',
      JSON.stringify({ error: 'invalid_request', error_description: `Bad value ${CANARY} in request` }),
    ],
  }),
  'in members of an answer that is none': (recorded) => ({
    ...recorded,
    answer: [
      'HTTP/1.1 200 OK',
      'Content-Type: text/html',
      `Set-Cookie: session=${CANARY}; HttpOnly`,
      '',
      JSON.stringify({ data: { refreshToken: CANARY, access_token: { value: CANARY } }, bearer: CANARY }),
    ],
  }),
};

function inQuery(recorded: Recorded): Recorded {
  const { sent, url = urlOf(recorded) } = recorded;
  return {
    ...recorded,
    url: withQuery(url),
    // Some records say themselves what was sent.
    ...(sent && { sent: { ...sent, url: withQuery(sent.url ?? url) } }),
  };
}

function withQuery(url: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${PARAMETERS.map((name) => `${name}=${CANARY}`).join('&')}`;
}

function urlOf({ kind }: Recorded): string {
  return kind === 'token' || kind === 'lint'
    ? 'http://server.example/oauth/v2/oauth-token'
    : 'http://api.example/read';
}

describe('no finding shows or carries a secret', () => {
  const recorded = readRecorded();
  it.each(Object.keys(VARIANTS))('%s', (name) => {
    const variant = VARIANTS[name];
    if (!variant) throw new Error(name);
    let seen = 0;
    const leaks = recorded.flatMap((original) => {
      const changed = variant(original);
      // A request with a line break or the like in it cannot be built in the first place.
      const findings = tryFindings(changed);
      seen += findings.length;
      return findings
        .filter((finding) => JSON.stringify(finding).includes(CANARY))
        .map((finding) => `${original.file}: ${original.name}: ${JSON.stringify(finding)}`);
    });
    expect(seen).toBeGreaterThan(100);
    expect(leaks).toEqual([]);
  });
});

/** Some recorded requests have a URL or body of their own that takes no further parameters. */
function tryFindings(recorded: Recorded): ReturnType<typeof findingsOf> {
  try {
    return findingsOf(recorded);
  } catch {
    return [];
  }
}
