import { describe, expect, test } from 'vitest';
import { PATHS } from '../../../../electron/token-server/paths.ts';
import { ask, basic, client, createState, GRANT, headerOf, post, SERVER } from './fixture.ts';

const token = (body: string, ...authorizations: string[]) => post(PATHS.token, body, ...authorizations);
const ONLY_RAW = 'the secret matches only without form decoding';

describe('the client is authenticated', () => {
  const headers = [
    ['golden vector of the tutorial, form encoded', 'Basic c2VydmVyOlNlY3IzdCUyMQ==', 'server', false],
    // `!` decodes to itself: both readings are the same.
    ['golden vector of the tutorial, raw', 'Basic c2VydmVyOlNlY3IzdCE=', 'server', false],
    ['the scheme in any case', 'bAsIc c2VydmVyOlNlY3IzdCE=', 'server', false],
    ['form encoded secret with % and +', basic('percent', 'a%2541%2Bb'), 'percent', false],
    ['raw secret with % and +, which decodes to another', basic('percent', 'a%41+b'), 'percent', true],
    ['split at the first colon', basic('colon', 'with:colon'), 'colon', false],
    ['an encoded colon', basic('colon', 'with%3Acolon'), 'colon', false],
    ['UTF-8, form encoded', basic('gru%C3%9Flos', '%C3%BCn%C3%AFc%C3%B6d%C3%A9+%C2%A3'), 'grußlos', false],
    ['UTF-8, raw', basic('grußlos', 'ünïcödé £'), 'grußlos', false],
  ] as const;

  test.each(headers)('by Basic: %s', async (_name, header, clientId, onlyRaw) => {
    const answer = await ask(token(GRANT, header));
    expect([answer.status, answer.clientId]).toEqual([200, clientId]);
    expect(answer.decision.includes(ONLY_RAW)).toBe(onlyRaw);
  });

  test('and the raw reading is found again without hashing anew', async () => {
    const state = createState();
    await ask(token(GRANT, basic('percent', 'a%41+b')), state);
    const percent = state.clients.find('percent')?.authentication;
    const kept = percent?.method === 'secret' ? percent.hash : null;
    expect(state.secrets.isKnown({ kept, secret: 'a%41+b' })).toBe(true);
    const answer = await ask(token(GRANT, basic('percent', 'a%41+b')), state);
    expect(answer.decision).toContain(ONLY_RAW);
  });

  const bodies = [
    ['as it is', 'client_id=server&client_secret=Secr3t!'],
    ['percent encoded', 'client_id=%73erver&client_secret=Secr3t%21'],
    ['UTF-8', 'client_id=gru%C3%9Flos&client_secret=%C3%BCn%C3%AFc%C3%B6d%C3%A9+%C2%A3'],
  ] as const;

  test.each(bodies)('by the body: %s', async (_name, body) => {
    expect((await ask(token(`${GRANT}&${body}`))).status).toBe(200);
  });

  test('by Basic with a body that only repeats the id', async () => {
    const answer = await ask(token(`${GRANT}&client_id=server`, basic('server', 'Secr3t!')));
    expect(answer.status).toBe(200);
  });
});

describe('a client’s mistakes are in the log, and in the response if it is rejected', () => {
  const secret = '???>>>';
  const right = Buffer.from(`q:${secret}`).toString('base64');
  test.each([
    [
      'base64url',
      [`Basic ${right.replaceAll('+', '-').replaceAll('/', '_')}`],
      '',
      'the Basic credentials are base64url, not base64',
    ],
    ['no padding', [`Basic ${right.replace(/=+$/, '')}`], '', 'the Basic credentials lack base64 padding'],
  ])('Basic with %s is read, with a remark', async (_name, authorizations, body, remark) => {
    expect(right).toMatch(/[+/].*=$/);
    const state = createState([await client('q', secret, {})]);
    const answer = await ask(token(`${GRANT}&${body}`, ...authorizations), state);
    expect(answer.status).toBe(200);
    expect(answer.decision).toContain(remark);
  });

  test.each([
    ['a secret with a line break', 'client_id=server&client_secret=Secr3t!%0A', [], 'ends in a line break'],
    ['the same by Basic', '', [basic('server', 'Secr3t!\r\n')], 'the secret ends in a line break'],
    ['a secret with a space', 'client_id=server&client_secret=Secr3t!+', [], 'ends in white space'],
    ['an id alone', 'client_id=nobody', [], 'client_id alone, without a secret'],
    ['base64url, wrong', '', ['Basic c2VydmVyOj8_Pz8_'], 'are base64url'],
  ] as const)('%s', async (_name, body, authorizations, remark) => {
    const answer = await ask(token(`${GRANT}&${body}`, ...authorizations));
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([401, 'invalid_client']);
    expect(JSON.parse(answer.body).error_description).toContain(remark);
    expect(answer.decision).toContain(remark);
  });

  test('a secret that is also in the URL', async () => {
    const answer = await ask({ ...token(`${GRANT}&${SERVER}`), query: 'client_secret=Secr3t!' });
    expect(answer.status).toBe(200);
    expect(answer.decision).toContain('client_secret is also in the URL');
    expect(answer.decision).not.toContain('Secr3t!');
  });
});

describe('the client is not authenticated', () => {
  const cases = [
    ['wrong secret', 'client_id=server&client_secret=Secret', [], 'the secret does not match'],
    ['secret in another case', 'client_id=server&client_secret=secr3t!', [], 'the secret does not match'],
    ['secret of another client', 'client_id=server&client_secret=of+another', [], 'does not match'],
    ['unknown client', 'client_id=nobody&client_secret=Secr3t!', [], 'there is no client "nobody"'],
    ['no secret', 'client_id=server', [], 'client_secret is missing'],
    ['empty secret', 'client_id=server&client_secret=', [], 'client_secret is missing'],
    ['a secret alone', 'client_secret=Secr3t!', [], 'client_id is missing'],
    ['nothing', '', [], 'Client authentication is missing'],
    ['wrong secret by Basic', '', [basic('server', 'x')], 'the secret does not match'],
    ['a secret that is not UTF-8', 'client_id=server&client_secret=%E9', [], 'the secret is not UTF-8'],
    ['a NUL after the secret', 'client_id=server&client_secret=Secr3t!%00', [], 'has a NUL character'],
    ['a NUL after the secret by Basic', '', [basic('server', 'Secr3t!\0')], 'has a NUL character'],
    ['Basic without a colon', '', [`Basic ${btoa('server')}`], 'they have no colon'],
    ['Basic that is not base64', '', ['Basic !!!'], 'they are not base64'],
    ['Basic that is not UTF-8', '', ['Basic //86/w=='], 'they are not UTF-8'],
    ['Basic alone', '', ['Basic'], 'one value without spaces must follow Basic'],
    ['Basic and two values', '', ['Basic a b'], 'one value without spaces must follow Basic'],
    ['another scheme', '', ['Bearer abc'], 'The Authorization scheme "Bearer"'],
  ] as const;

  test.each(cases)('%s', async (_name, body, authorizations, reason) => {
    const answer = await ask(token(`${GRANT}&${body}`, ...authorizations));
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([401, 'invalid_client']);
    // RFC 6749 §5.2: the challenge is for clients that used the Authorization header, or sent no credentials.
    const { error_description } = JSON.parse(answer.body);
    const challenge = `Basic realm="Credence token server", charset="UTF-8", error="invalid_client", error_description="${error_description}"`;
    expect(headerOf(answer, 'www-authenticate') ?? 'none').toBe(
      authorizations.length === 0 && body !== '' ? 'none' : challenge,
    );
    expect(answer.decision).toContain(reason);
  });

  test('and a stranger learns nothing of which clients there are', async () => {
    const [known, unknown] = await Promise.all([
      ask(token(`${GRANT}&client_id=server&client_secret=x`)),
      ask(token(`${GRANT}&client_id=nobody&client_secret=x`)),
    ]);
    expect(unknown.body).toBe(known.body);
    expect(unknown.headers).toEqual(known.headers);
  });

  test('and the log holds no secret', async () => {
    const answer = await ask(token(`${GRANT}&client_id=server&client_secret=canary-in-body`));
    const inHeader = await ask(token(GRANT, basic('server', 'canary:in-header')));
    expect(`${answer.decision}${inHeader.decision}`).not.toContain('canary');
  });

  const twoMethods = [
    ['the same secret', 'client_id=server&client_secret=Secr3t!', [basic('server', 'Secr3t!')]],
    ['a secret without an id', 'client_secret=Secr3t!', [basic('server', 'Secr3t!')]],
    ['another id', 'client_id=other', [basic('server', 'Secr3t!')]],
    ['two headers', '', [basic('server', 'Secr3t!'), basic('server', 'Secr3t!')]],
  ] as const;

  test.each(twoMethods)(
    'two methods at once are an invalid request: %s',
    async (_name, body, authorizations) => {
      const answer = await ask(token(`${GRANT}&${body}`, ...authorizations));
      expect([answer.status, JSON.parse(answer.body).error]).toEqual([400, 'invalid_request']);
    },
  );
});
