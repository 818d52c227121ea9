import { expect, test } from 'vitest';
import { PROXY_SECRET_KEY } from '../../../../shared/model/default-connection.ts';
import {
  clientSecretKey,
  privateKeySecretKey,
  secretKey,
  secretKeysOf,
  variableSecretKey,
} from '../../../../shared/model/secret-keys.ts';
import { aWorkspace } from '../fixtures.ts';

test('a workspace’s secrets are its clients’, its proxy’s, its private keys and its secret variables', () => {
  const workspace = aWorkspace({
    keys: [
      {
        id: 'k',
        name: 'Key',
        publicJwk: {},
        description: 'EC P-256',
        certificates: [],
        createdAt: 0,
        origin: 'generated',
      },
    ],
    variables: {
      environments: [
        { id: 'dev', name: 'dev' },
        { id: 'prod', name: 'production' },
      ],
      activeEnvironmentId: 'dev',
      items: [
        { id: 'v', name: 'host', secret: false, values: { dev: 'localhost' } },
        { id: 's', name: 'api_key', secret: true, values: {} },
      ],
    },
  });
  expect(secretKeysOf(workspace)).toEqual([
    'client:client',
    'proxy:password',
    'key:k',
    'variable:dev:s',
    'variable:prod:s',
  ]);
});

test('no id can be chosen so that one secret means another', () => {
  const ids = [
    'proxy',
    'proxy:password',
    'key:k',
    'variable:dev:s',
    'client:x',
    'k',
    'dev:s',
    'a/client:b',
    'dev',
    's',
    '%3a',
    ':',
  ];
  const keys = ['w', 'w/client:a', 'history-journal-key'].flatMap((workspaceId) =>
    [
      PROXY_SECRET_KEY,
      ...ids.map(clientSecretKey),
      ...ids.map(privateKeySecretKey),
      ...ids.flatMap((environment) => ids.map((id) => variableSecretKey(environment, id))),
    ].map((name) => secretKey(workspaceId, name)),
  );
  expect(new Set([...keys, 'history-journal-key']).size).toBe(keys.length + 1);
});
