import type { Verdict } from '../../state/slices/tutorial.ts';
import type { Observation, TutorialStep } from './tutorial-bench.ts';
import {
  apiAnswered,
  challengeOf,
  clientChosen,
  endpointFollowsServer,
  fail,
  pass,
  serverRuns,
  tokenArrived,
} from './verdicts.ts';

/** The clients the built-in server is made with; the second one's tokens live five seconds. */
const DEMO_CLIENT = 'server';
const SHORT_LIVED_CLIENT = 'short-lived';

/** The walk through the cards, in order. Data: what to say, what to do, how to judge what came of it. */
export const TUTORIAL_STEPS: readonly TutorialStep[] = [
  {
    id: 'start-server',
    place: 'token-server',
    title: 'Start the token server',
    text: 'Credence brings its own authorization server, so nothing has to be installed and no network is needed.',
    act: (bench) => bench.startServer(),
    check: serverRuns,
  },
  {
    id: 'choose-client',
    place: 'server-card',
    title: 'Enter the client',
    text: '“Server and client” holds the token endpoint and the client: an ID and a secret from the server’s administrator.',
    act: async (bench) => {
      await bench.openBuiltInWorkspace();
      await bench.chooseClient(DEMO_CLIENT);
    },
    check: (seen) => both(endpointFollowsServer(seen), clientChosen(seen, DEMO_CLIENT)),
  },
  {
    id: 'request-without-scope',
    place: 'request-card',
    title: 'See the request before it is sent',
    text: '“Token request” shows the exact bytes. Scope is optional, so the first request goes without one.',
    act: (bench) => bench.setScopes([]),
    check: ({ workspace }) =>
      workspace.request.scopes.length === 0
        ? pass('No scope is requested.')
        : fail(`Scopes are still requested: ${workspace.request.scopes.join(' ')}.`),
  },
  {
    id: 'token-without-scope',
    place: 'token-card',
    title: 'Get a token',
    text: 'The button “Get token” sends it: a form POST with the grant type client_credentials.',
    act: (bench) => bench.requestToken(),
    check: tokenWithoutScope,
  },
  {
    id: 'add-scope',
    place: 'request-card',
    title: 'Request the scope “read”',
    text: 'A scope limits what the token may be used for. Watch the preview change as it is added.',
    act: (bench) => bench.setScopes(['read']),
    check: ({ workspace }) =>
      workspace.request.scopes.join(' ') === 'read'
        ? pass('The request now carries scope=read.')
        : fail(`The request contains “${workspace.request.scopes.join(' ')}” instead of “read”.`),
  },
  {
    id: 'token-with-scope',
    place: 'token-card',
    title: 'Get a token with that scope',
    text: 'The inputs have changed, so the first token no longer fits them. A new one is requested.',
    act: (bench) => bench.requestToken(),
    check: tokenWithScope,
  },
  {
    id: 'call-api',
    place: 'api-card',
    title: 'Call the API',
    text: '“API call” attaches the token as “Authorization: Bearer …” and calls the demo API.',
    act: async (bench) => {
      await bench.enterApiCall();
      await bench.callApi();
    },
    check: (seen) => apiAnswered(seen, 200),
  },
  {
    id: 'choose-short-lived',
    place: 'server-card',
    title: 'Change to a client with short-lived tokens',
    text: 'Tokens expire. This client’s tokens expire after five seconds, so you can watch.',
    act: (bench) => bench.chooseClient(SHORT_LIVED_CLIENT),
    check: (seen) => clientChosen(seen, SHORT_LIVED_CLIENT),
  },
  {
    id: 'short-lived-token',
    place: 'token-card',
    title: 'Get a short-lived token',
    text: 'The same request as the other client. Watch the countdown.',
    act: (bench) => bench.requestToken(),
    check: shortLivedToken,
  },
  {
    id: 'wait-for-expiry',
    place: 'token-card',
    title: 'Wait until it has expired',
    text: 'Nothing is sent now; the token expires.',
    act: (bench) => bench.waitForExpiry(),
    check: ({ token, now }) =>
      token?.expiresAt != null && token.expiresAt <= now
        ? pass('The token has expired.')
        : fail('The token has not expired.'),
  },
  {
    id: 'api-refuses',
    place: 'api-card',
    title: 'Call the API with the expired token',
    text: 'The API should refuse it and say why in the WWW-Authenticate header.',
    act: (bench) => bench.callApi(),
    check: refusedAsExpired,
  },
  {
    id: 'renew-and-retry',
    place: 'api-card',
    title: 'Get a new token and retry',
    text: 'The client credentials flow has no refresh tokens: the client requests a new token. One click does both.',
    act: (bench) => bench.renewTokenAndRetry(),
    check: (seen) => apiAnswered(seen, 200),
  },
];

function tokenWithoutScope(seen: Observation): Verdict {
  const arrived = tokenArrived(seen);
  if (!arrived.passed || arrived.run?.outcome.kind !== 'token') return arrived;
  const { scopes, expiresIn } = arrived.run.outcome;
  if (scopes !== null) return fail(`The response names scopes that were not requested: ${scopes.join(' ')}.`);
  return pass(
    `A bearer token, valid for ${expiresIn ?? 'an unstated number of'} seconds. The response names no scope.`,
  );
}

function tokenWithScope(seen: Observation): Verdict {
  const arrived = tokenArrived(seen);
  if (!arrived.passed || arrived.run?.outcome.kind !== 'token') return arrived;
  const scopes = arrived.run.outcome.scopes?.join(' ') ?? '';
  return scopes === 'read'
    ? pass('The response names the granted scope: read.')
    : fail(`The scope “read” was requested, but “${scopes}” was granted.`);
}

function shortLivedToken(seen: Observation): Verdict {
  const arrived = tokenArrived(seen);
  if (!arrived.passed || arrived.run?.outcome.kind !== 'token') return arrived;
  const { expiresIn } = arrived.run.outcome;
  return expiresIn !== null && expiresIn <= 60
    ? pass(`This token expires in ${expiresIn} seconds.`)
    : fail(
        `The token expires in ${expiresIn ?? 'an unstated number of'} seconds, which is too long to wait.`,
      );
}

function refusedAsExpired(seen: Observation): Verdict {
  const answered = apiAnswered(seen, 401);
  if (!answered.passed) return answered;
  const challenge = challengeOf(seen);
  return challenge?.includes('invalid_token')
    ? pass(`401, as it should be: ${challenge}`)
    : fail(`The API returned 401 without invalid_token: ${challenge ?? 'no WWW-Authenticate header'}.`);
}

function both(first: Verdict, second: Verdict): Verdict {
  if (!first.passed) return first;
  return second.passed ? pass(`${first.text} ${second.text}`) : second;
}
