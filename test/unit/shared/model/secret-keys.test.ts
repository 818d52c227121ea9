import { expect, test } from 'vitest';
import { secretKeysOf } from '../../../../shared/model/secret-keys.ts';
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
  expect(secretKeysOf(workspace)).toEqual(['client', 'proxy', 'key:k', 'variable:dev:s', 'variable:prod:s']);
});
