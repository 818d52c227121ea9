import { expect, test } from 'vitest';
import { fillForm } from '../../../../renderer/state/actions/fill-form.ts';
import { selectCurrentToken } from '../../../../renderer/state/selectors/runs.ts';
import { selectHasSecret } from '../../../../renderer/state/selectors/secrets.ts';
import { selectClient, selectWorkspace } from '../../../../renderer/state/selectors/workspaces.ts';
import { store } from '../../../../renderer/state/store.ts';
import { importCurl } from '../../../../shared/curl/apply/apply-curl.ts';
import { parseCurl } from '../../../../shared/curl/read/parse-curl.ts';
import { jwkThumbprint } from '../../../../shared/oauth/jwt/thumbprint.ts';
import { ok } from '../../../../shared/result.ts';
import { useFakeBridge } from '../fake-bridge.ts';
import { accessToken } from '../runs-of-test.ts';

async function paste(command: string): Promise<void> {
  const parsed = parseCurl(command);
  if (!parsed.ok) throw new Error(parsed.error.message);
  await fillForm(importCurl(parsed.value, selectWorkspace(store.getState())));
}

test('the tutorial’s command fills the cards; only the main process gets its secret', async () => {
  const bridge = useFakeBridge();
  await paste(`curl -k -X POST https://as.example/oauth/v2/oauth-token \\
    -H 'content-type: application/x-www-form-urlencoded' \\
    -d 'grant_type=client_credentials&client_id=server&client_secret=Secr3t!&scope=read%20write'`);
  const workspace = selectWorkspace(store.getState());
  expect(workspace.server.tokenEndpoint).toBe('https://as.example/oauth/v2/oauth-token');
  expect(workspace.tls.verification).toBe('off');
  expect(workspace.request.scopes).toEqual(['read', 'write']);
  expect(selectClient(store.getState())).toMatchObject({
    clientId: 'server',
    authMethod: 'client_secret_post',
  });
  expect(selectHasSecret(store.getState())).toBe(true);
  expect(bridge.inputs('secret.set').map(({ secret }) => secret)).toEqual(['Secr3t!']);
  expect(JSON.stringify(workspace)).not.toContain('Secr3t!');
});

test('reports what was not understood', async () => {
  useFakeBridge();
  await paste(
    "curl --unheard-of -d 'grant_type=client_credentials&client_id=a&client_secret=b' https://as.example/token",
  );
  const [notice] = store.getState().notices.list;
  expect(notice?.tone).toBe('information');
  expect(notice?.nextStep).toContain('--unheard-of');
});

test('an API command fills step 3 and keeps the token request', async () => {
  useFakeBridge();
  const before = selectWorkspace(store.getState());
  await paste(
    "curl -X PUT https://api.example/things -H 'X-Test: 1' -d '{}' -H 'content-type: application/json'",
  );
  const { api, request, server } = selectWorkspace(store.getState());
  expect(api).toMatchObject({ method: 'PUT', url: 'https://api.example/things', body: '{}' });
  expect({ request, server }).toEqual({ request: before.request, server: before.server });
});

test('adopts a token in the command, and the API call uses it', async () => {
  const bridge = useFakeBridge({
    'token.adopt': ({ value }) => ok(accessToken('p1', { value, pasted: true })),
  });
  await paste(
    "curl -X GET https://example.com/hello_world -H 'Authorization: Bearer 0470b16b-7bf8-4fa3-9ae1-6a10e0f0b699'",
  );
  expect(bridge.inputs('token.adopt').map(({ value }) => value)).toEqual([
    '0470b16b-7bf8-4fa3-9ae1-6a10e0f0b699',
  ]);
  expect(selectCurrentToken(store.getState())?.id).toBe('p1');
  expect(JSON.stringify(selectWorkspace(store.getState()))).not.toContain('0470b16b');
});

test('adopts a token sent with a proof together with the proof’s key', async () => {
  const bridge = useFakeBridge({
    'token.adopt': ({ value }) => ok(accessToken('p1', { value, pasted: true })),
  });
  const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } };
  const [encoded, claims] = [header, {}].map((part) => btoa(JSON.stringify(part)).replace(/=+$/, ''));
  await paste(`curl https://api.example/ -H 'Authorization: DPoP abc' -H 'DPoP: ${encoded}.${claims}.c2ln'`);
  expect(bridge.inputs('token.adopt')).toMatchObject([{ value: 'abc', jkt: jwkThumbprint(header.jwk) }]);
  expect(selectClient(store.getState()).dpop).toEqual({ keyId: null, algorithm: 'ES256' });
});
