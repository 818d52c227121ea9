import { describe, expect, test } from 'vitest';
import { renewTokenAndCallApi, runApiRequest } from '../../../../renderer/state/actions/runs.ts';
import {
  introspectToken,
  revokeToken,
  runningOperations,
  verifyToken,
} from '../../../../renderer/state/actions/token-operations.ts';
import { compareChosen, openShelf, toggleChosen } from '../../../../renderer/state/actions/token-shelf.ts';
import {
  adoptToken,
  chooseToken,
  keepToken,
  removeTokens,
  SHELF_SIZE,
} from '../../../../renderer/state/actions/tokens.ts';
import { updateWorkspace } from '../../../../renderer/state/actions/workspaces.ts';
import { selectApiRun, selectCurrentToken } from '../../../../renderer/state/selectors/runs.ts';
import {
  selectOperations,
  selectStaleQuestion,
  tokensOf,
} from '../../../../renderer/state/selectors/tokens.ts';
import { store, update } from '../../../../renderer/state/store.ts';
import { appError } from '../../../../shared/errors.ts';
import type {
  IntrospectionRun,
  RevocationRun,
  SignatureCheck,
} from '../../../../shared/ipc/token-operations.ts';
import { inputsKey } from '../../../../shared/oauth/token/inputs-key.ts';
import type { AccessToken } from '../../../../shared/oauth/token/token.ts';
import { isStale } from '../../../../shared/oauth/token/token-state.ts';
import { err, ok } from '../../../../shared/result.ts';
import { deferred, useFakeBridge } from '../fake-bridge.ts';
import { accessToken, apiRun, exchange, tokenRun } from '../runs-of-test.ts';

const state = () => store.getState();
const ids = () => tokensOf(state().tokens.byId, 'w1').map(({ id }) => id);

function askFor(scope: string): void {
  updateWorkspace('w1', (workspace) => ({
    ...workspace,
    request: { ...workspace.request, scopes: ['read', scope] },
  }));
}

describe('the shelf', () => {
  test('lists the tokens of a workspace, the newest first, and uses the last one', () => {
    useFakeBridge();
    keepToken(accessToken('a', { receivedAt: 1 }));
    keepToken(accessToken('other', { receivedAt: 2, workspaceId: 'w2' }));
    keepToken(accessToken('b', { receivedAt: 3 }));
    expect(ids()).toEqual(['b', 'a']);
    expect(selectCurrentToken(state())?.id).toBe('b');
  });

  test('an earlier token can be chosen for the calls again', () => {
    useFakeBridge();
    keepToken(accessToken('a'));
    keepToken(accessToken('b'));
    chooseToken(accessToken('a'));
    expect(selectCurrentToken(state())?.id).toBe('a');
  });

  test('is bounded: drops the oldest token that is not in use, and tells the main process', () => {
    const bridge = useFakeBridge({ 'token.remove': () => ok(null) });
    for (let index = 0; index < SHELF_SIZE; index += 1) {
      keepToken(accessToken(`t${index}`, { receivedAt: index }));
    }
    chooseToken(accessToken('t0'));
    keepToken(accessToken('w2', { receivedAt: 0, workspaceId: 'w2' }));
    expect(Object.keys(state().tokens.byId)).toHaveLength(SHELF_SIZE);
    expect(bridge.inputs('token.remove')).toEqual([{ ids: ['t1'] }]);
    expect(state().tokens.byId.t0).toBeDefined();
  });

  test('a token that is removed is forgotten with all that was done with it', async () => {
    useFakeBridge({ 'token.remove': () => ok(null), 'token.verify': () => ok(verified) });
    keepToken(accessToken('a'));
    await verifyToken(accessToken('a'));
    openShelf(['a']);
    await removeTokens(['a']);
    expect(state().tokens.byId).toEqual({});
    expect(state().tokens.operations).toEqual({});
    expect(selectCurrentToken(state())).toBeNull();
    expect(state().tokens.shelf.chosen).toEqual([]);
  });

  test('two tokens can be compared; a third replaces the first', () => {
    useFakeBridge();
    openShelf(['a']);
    toggleChosen('b');
    toggleChosen('c');
    expect(state().tokens.shelf.chosen).toEqual(['b', 'c']);
    toggleChosen('b');
    expect(state().tokens.shelf.chosen).toEqual(['c']);
    compareChosen(true);
    expect(state().tokens.shelf.comparing).toBe(true);
  });

  test('a pasted token is adopted for its workspace', async () => {
    const bridge = useFakeBridge({
      'token.adopt': ({ value }) => ok(accessToken('p', { value, pasted: true })),
    });
    await adoptToken('w1', 'pasted-value');
    expect(bridge.inputs('token.adopt')[0]).toMatchObject({ workspace: { id: 'w1' }, value: 'pasted-value' });
    expect(selectCurrentToken(state())?.value).toBe('pasted-value');
  });
});

describe('a stale token is not sent silently', () => {
  /** As the main process does it: a stale token is refused before anything is sent, unless it is meant. */
  const start = () =>
    useFakeBridge({
      'api.run': ({ workspace, tokenId, sendStale }) => {
        const token = tokenId === null ? undefined : state().tokens.byId[tokenId];
        return token && !sendStale && isStale(token, inputsKey(workspace))
          ? err(appError('token.stale', 'stale'))
          : ok(apiRun('a1', 200));
      },
      'flow.run': ({ workspace }) => ok({ token: tokenRun('fresh', workspace), call: ok(apiRun('a1', 200)) }),
    });

  test('asks before sending a stale token, and keeps the last response', async () => {
    start();
    keepToken(accessToken('t'));
    await runApiRequest();
    askFor('write');
    expect(await runApiRequest()).toBeNull();
    expect(selectApiRun(state())).toMatchObject({
      running: null,
      error: null,
      result: { exchange: { id: 'a1' } },
    });
    expect(selectStaleQuestion(state())?.id).toBe('t');
  });

  test('“send this one all the same” sends it', async () => {
    const bridge = start();
    keepToken(accessToken('t'));
    askFor('write');
    await runApiRequest();
    await runApiRequest('send');
    expect(bridge.inputs('api.run')[1]).toMatchObject({ tokenId: 't', sendStale: true });
    expect(selectStaleQuestion(state())).toBeNull();
  });

  test('“get a new token and call” sends the new one', async () => {
    start();
    keepToken(accessToken('t'));
    askFor('write');
    await runApiRequest();
    await renewTokenAndCallApi();
    expect(selectCurrentToken(state())?.id).toBe('fresh');
    expect(selectStaleQuestion(state())).toBeNull();
  });

  test('it is no question any more when the inputs are as they were, or another token is chosen', async () => {
    start();
    keepToken(accessToken('t'));
    const {
      workspaces: { list: workspaces },
    } = state();
    askFor('write');
    await runApiRequest();
    update({ workspaces: { list: workspaces } });
    expect(selectStaleQuestion(state())).toBeNull();
    askFor('write');
    chooseToken(accessToken('t'));
    expect(selectStaleQuestion(state())).toBeNull();
  });

  test('a pasted token is never stale', async () => {
    const bridge = start();
    keepToken(accessToken('p', { pasted: true, inputsKey: '', inputs: [] }));
    askFor('write');
    await runApiRequest();
    expect(bridge.inputs('api.run')[0]?.tokenId).toBe('p');
  });
});

const verified: SignatureCheck = {
  verdict: { kind: 'opaque' },
  exchanges: [],
  findings: [],
  keySet: null,
};

const introspected: IntrospectionRun = {
  exchange: exchange('i', 200, { purpose: 'introspection' }),
  outcome: { kind: 'active', members: { active: true }, form: 'json', jwt: null },
  findings: [],
  signature: null,
};

const revokedBy = (token: AccessToken): RevocationRun => ({
  exchange: exchange('r', 200, { purpose: 'revocation' }),
  outcome: { kind: 'revoked' },
  findings: [],
  token: { ...token, revokedAt: 5 },
});

describe('operations', () => {
  const token = accessToken('t', { clientKey: 'c2' });

  test('authenticate as the client the token was issued to, unless another is chosen', async () => {
    const bridge = useFakeBridge({ 'token.introspect': () => ok(introspected) });
    keepToken(token);
    await introspectToken(token);
    update({ tokens: { introspection: { format: 'curity', hint: 'access_token', clientKey: 'c1' } } });
    await introspectToken(token);
    expect(
      bridge
        .inputs('token.introspect')
        .map(({ workspace, format, hint }) => [workspace.activeClientId, format, hint]),
    ).toEqual([
      ['c2', 'json', ''],
      ['c1', 'curity', 'access_token'],
    ]);
    expect(selectOperations(state(), 't').introspection.result?.outcome.kind).toBe('active');
  });

  test('use the active client if the token’s client was deleted', async () => {
    const bridge = useFakeBridge({ 'token.verify': () => ok(verified) });
    const orphan = accessToken('o', { clientKey: 'gone' });
    keepToken(orphan);
    await verifyToken(orphan);
    expect(bridge.inputs('token.verify')[0]?.workspace.activeClientId).toBe('c1');
  });

  test('marks a revoked token wherever it is shown', async () => {
    useFakeBridge({ 'token.revoke': () => ok(revokedBy(token)) });
    keepToken(token);
    await revokeToken(token);
    expect(state().tokens.byId.t?.revokedAt).toBe(5);
    expect(selectCurrentToken(state())?.revokedAt).toBe(5);
  });

  test('that are under way can be named to be cancelled; a newer one takes the place of an older', async () => {
    const first = deferred<SignatureCheck>();
    const answers = [first.promise, Promise.resolve({ ...verified, findings: [] })];
    useFakeBridge({ 'token.verify': async () => ok(await (answers.shift() as Promise<SignatureCheck>)) });
    keepToken(token);
    const older = verifyToken(token);
    expect(runningOperations('w1')).toHaveLength(1);
    await verifyToken(token);
    first.resolve({ ...verified, verdict: { kind: 'unsecured' } });
    await older;
    expect(selectOperations(state(), 't').verification.result?.verdict.kind).toBe('opaque');
    expect(runningOperations('w1')).toEqual([]);
  });

  test('report why they are not possible', async () => {
    useFakeBridge({ 'token.revoke': () => err(appError('config.not-found', 'No endpoint.')) });
    keepToken(token);
    await revokeToken(token);
    expect(selectOperations(state(), 't').revocation.error?.message).toBe('No endpoint.');
    expect(state().tokens.byId.t?.revokedAt).toBeUndefined();
  });
});
