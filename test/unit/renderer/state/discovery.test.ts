import { expect, test } from 'vitest';
import {
  discover,
  forgetMetadata,
  setIssuer,
  takeFoundMetadata,
  takeMetadataTry,
} from '../../../../renderer/state/actions/discovery.ts';
import { knownEndpoint, setEndpoint, settleEndpoint } from '../../../../renderer/state/actions/endpoints.ts';
import { cancelRuns } from '../../../../renderer/state/actions/runs.ts';
import { selectDiscovery } from '../../../../renderer/state/selectors/discovery.ts';
import { selectWorkspace } from '../../../../renderer/state/selectors/workspaces.ts';
import { store } from '../../../../renderer/state/store.ts';
import type { Finding } from '../../../../shared/diagnose/finding.ts';
import { appError } from '../../../../shared/errors.ts';
import type { MetadataRun } from '../../../../shared/ipc/runs.ts';
import { err, ok } from '../../../../shared/result.ts';
import { deferred, useFakeBridge } from '../fake-bridge.ts';

const METADATA = {
  document: {
    issuer: 'https://id.example',
    token_endpoint: 'https://id.example/token',
    introspection_endpoint: 'https://id.example/introspect',
  },
  url: 'https://id.example/.well-known/openid-configuration',
  fetchedAt: 1,
};
const FOUND: MetadataRun = { exchanges: [], findings: [], metadata: METADATA };
const MISMATCH: Finding = {
  id: 'metadata-issuer-mismatch',
  severity: 'error',
  title: '',
  seen: '',
  why: '',
  reference: null,
  nextStep: '',
  actions: [],
};

const server = () => selectWorkspace(store.getState()).server;
const discovery = () => selectDiscovery(store.getState());

test('fills the form from the metadata; searches by issuer, else by token endpoint', async () => {
  const bridge = useFakeBridge({ 'metadata.fetch': () => ok(FOUND) });
  await discover();
  setIssuer('https://id.example/some/where');
  await discover();
  expect(bridge.inputs('metadata.fetch').map(({ address }) => address)).toEqual([
    'https://localhost:8443/oauth/v2/oauth-token',
    'https://id.example/some/where',
  ]);
  expect(server()).toMatchObject({
    issuer: 'https://id.example',
    tokenEndpoint: 'https://id.example/token',
    metadata: METADATA,
  });
  expect(discovery()).toEqual({ running: null, result: FOUND, error: null });
});

test('applies metadata of another issuer only by choice', async () => {
  useFakeBridge({ 'metadata.fetch': () => ok({ ...FOUND, findings: [MISMATCH] }) });
  setIssuer('https://other.example');
  await discover();
  expect(server()).not.toHaveProperty('metadata');
  takeFoundMetadata();
  expect(server()).toMatchObject({ issuer: 'https://id.example', metadata: METADATA });
  forgetMetadata();
  expect(server()).not.toHaveProperty('metadata');
  expect(server().tokenEndpoint).toBe('https://id.example/token');
});

test('reports its progress, can be cancelled, and ignores older results', async () => {
  const first = deferred<ReturnType<typeof ok<MetadataRun>>>();
  const answers = [first.promise, Promise.resolve(ok({ ...FOUND, metadata: null }))];
  const bridge = useFakeBridge({ 'metadata.fetch': () => answers.shift() ?? ok(FOUND) });
  const older = discover();
  const runId = discovery().running?.runId ?? '';
  takeMetadataTry({ runId: 'another', url: 'https://no.example', number: 1, count: 1 });
  takeMetadataTry({ runId, url: 'https://id.example/a', number: 2, count: 4 });
  expect(discovery().running?.at).toMatchObject({ url: 'https://id.example/a', number: 2 });
  await cancelRuns();
  await discover();
  first.resolve(ok(FOUND));
  await older;
  expect(bridge.inputs('run.cancel').map((input) => input.runId)).toEqual([runId, runId]);
  expect(discovery().result?.metadata).toBeNull();
  expect(server()).not.toHaveProperty('metadata');
});

test('reports an invalid URL at its field', async () => {
  useFakeBridge({ 'metadata.fetch': () => err(appError('config.invalid', 'The issuer is not valid.')) });
  await discover();
  expect(discovery()).toMatchObject({ running: null, error: { message: 'The issuer is not valid.' } });
});

test('an entered endpoint wins until it is cleared or equals the known one', async () => {
  useFakeBridge({ 'metadata.fetch': () => ok(FOUND) });
  await discover();
  const known = () => knownEndpoint(selectWorkspace(store.getState()), 'introspectionEndpoint');
  setEndpoint('introspectionEndpoint', 'https://own.example/introspect');
  settleEndpoint('introspectionEndpoint');
  expect(server().introspectionEndpoint).toBe('https://own.example/introspect');
  expect(known()).toBe('https://id.example/introspect');
  for (const text of [' ', 'https://id.example/introspect']) {
    setEndpoint('introspectionEndpoint', text);
    settleEndpoint('introspectionEndpoint');
    expect(server()).not.toHaveProperty('introspectionEndpoint');
  }
});
