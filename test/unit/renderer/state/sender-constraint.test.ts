import { expect, test } from 'vitest';
import { performFindingAction } from '../../../../renderer/state/actions/finding-actions.ts';
import { selectClient, selectWorkspace } from '../../../../renderer/state/selectors/workspaces.ts';
import { store, update } from '../../../../renderer/state/store.ts';
import { type AppError, appError } from '../../../../shared/errors.ts';
import type { Key } from '../../../../shared/model/key.ts';
import { inputsKey } from '../../../../shared/oauth/token/inputs-key.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { aKey } from '../../shared/fixtures.ts';
import { useFakeBridge } from '../fake-bridge.ts';
import { apiRun, tokenRun } from '../runs-of-test.ts';
import { savedWorkspace, workspace } from '../workspace.ts';

const made: Key = aKey({ id: 'made', name: 'DPoP key' });

function useBridge(
  change: Parameters<typeof workspace>[0] = {},
  generated: Result<Key, AppError> = ok(made),
) {
  const bridge = useFakeBridge({
    'key.generate': () => generated,
    'token.run': ({ runId, workspace: sent }) => {
      const run = tokenRun(runId);
      return ok({ ...run, token: run.token && { ...run.token, inputsKey: inputsKey(sent) } });
    },
    'api.run': ({ runId }) => ok(apiRun(runId, 200)),
    'flow.run': ({ runId }) => ok({ token: tokenRun(`${runId}/token`), call: ok(apiRun(runId, 200)) }),
  });
  update({ workspaces: { list: [savedWorkspace(change)] } });
  return bridge;
}

const dpop = () => selectClient(store.getState()).dpop;

test('“Use DPoP” generates a key if necessary, uses it, and runs again', async () => {
  const bridge = useBridge();
  await performFindingAction({ kind: 'use-dpop' }, 'token');
  expect(bridge.inputs('key.generate')).toMatchObject([{ kind: 'EC P-256' }]);
  expect(dpop()).toEqual({ keyId: 'made', algorithm: 'ES256' });
  expect(selectWorkspace(store.getState()).keys).toEqual([made]);
  expect(bridge.inputs('token.run')[0]?.workspace.clients[0]?.dpop?.keyId).toBe('made');
});

test('reuses an unused key, and requests a new token before an API call', async () => {
  const [first] = workspace().clients;
  if (!first) throw new Error('The workspace has no client');
  const bridge = useBridge({
    keys: [aKey({ id: 'certificate' }), aKey({ id: 'spare' })],
    clients: [{ ...first, certificateKeyId: 'certificate' }],
  });
  await performFindingAction({ kind: 'use-dpop' }, 'api');
  expect(dpop()).toEqual({ keyId: 'spare', algorithm: 'ES256' });
  expect(bridge.calls.map(({ channel }) => channel).filter((channel) => channel.endsWith('.run'))).toEqual([
    'flow.run',
  ]);
});

test.each(['EdDSA', 'Ed25519'])('the server’s list (%s) decides which key is made', async (algorithm) => {
  const document = { issuer: 'https://a', dpop_signing_alg_values_supported: [algorithm] };
  const metadata = { document, url: 'https://a', fetchedAt: 0 };
  const bridge = useBridge({
    server: { issuer: 'https://a', tokenEndpoint: 'https://a/token', metadata },
    keys: [aKey({ id: 'spare' })],
  });
  await performFindingAction({ kind: 'use-dpop' }, 'token');
  expect(bridge.inputs('key.generate')).toMatchObject([{ kind: 'Ed25519' }]);
  expect(dpop()).toEqual({ keyId: 'made', algorithm });
});

test('a key of an accepted algorithm, a correct proof, and none at all', async () => {
  const bridge = useBridge();
  await performFindingAction({ kind: 'new-proof-key', algorithm: 'PS256' }, 'token');
  expect(bridge.inputs('key.generate')).toMatchObject([{ kind: 'RSA 2048' }]);
  expect(dpop()).toEqual({ keyId: 'made', algorithm: 'PS256' });

  update((state) => ({
    workspaces: {
      list: state.workspaces.list.map((each) => ({
        ...each,
        clients: each.clients.map((client) => ({
          ...client,
          dpop: { keyId: 'made', algorithm: 'PS256' as const, fault: 'old-iat' as const },
        })),
        apiCalls: each.apiCalls.map((call) => ({ ...call, proofFault: 'wrong-htu' as const })),
      })),
    },
  }));
  await performFindingAction({ kind: 'mend-proof' }, 'api');
  expect(selectWorkspace(store.getState()).api.proofFault).toBeNull();
  expect(dpop()?.fault).toBe('old-iat');
  await performFindingAction({ kind: 'mend-proof' }, 'token');
  expect(dpop()?.fault).toBeNull();

  await performFindingAction({ kind: 'drop-dpop' }, 'token');
  expect(dpop()).toBeUndefined();
});

test('changes nothing and runs nothing if no key can be generated', async () => {
  const bridge = useBridge({}, err(appError('storage.write-failed', 'The disk is full.')));
  await performFindingAction({ kind: 'use-dpop' }, 'token');
  expect(dpop()).toBeUndefined();
  expect(bridge.inputs('token.run')).toEqual([]);
});
