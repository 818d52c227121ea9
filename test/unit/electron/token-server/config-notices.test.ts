import { expect, test } from 'vitest';
import { findConfigNotices } from '../../../../electron/token-server/config-notices.ts';
import type { TokenServerConfig } from '../../../../shared/token-server/config.ts';
import { CLIENTS } from './fixture.ts';

const vault = {
  load: async () => undefined,
  seal: async () => Promise.reject(new Error()),
  open: () => null,
};
const CONFIG: TokenServerConfig = { scheme: 'https', port: 8443, clients: [...CLIENTS] };

test.each<[string, Partial<TokenServerConfig>, readonly string[]]>([
  ['nothing unusual', {}, []],
  [
    'two endpoints at one path',
    { standIn: { preset: 'curity', paths: { token: '/x', revocation: '/x' } } },
    ['Endpoint paths: revocation and token are both at /x. Only one of them is served.'],
  ],
  [
    'an endpoint at a path of the API',
    { standIn: { preset: 'curity', paths: { jwks: '/api/read' } } },
    ['Endpoint paths: jwks and the demo API are both at /api/read. Only one of them is served.'],
  ],
])('notices %s', (_name, more, notices) => {
  expect(findConfigNotices({ ...CONFIG, ...more }, vault)).toEqual(notices);
});
