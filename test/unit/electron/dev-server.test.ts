import { describe, expect, it } from 'vitest';
import { readDevServerUrl } from '../../../electron/dev-server.ts';

const url = 'http://127.0.0.1:5173/';

describe('readDevServerUrl', () => {
  it('is for development on this machine only', () => {
    expect(readDevServerUrl({ CREDENCE_DEV_SERVER_URL: url }, false)).toBe(url);
    expect(readDevServerUrl({ CREDENCE_DEV_SERVER_URL: url }, true)).toBeNull();
    expect(readDevServerUrl({}, false)).toBeNull();
  });

  it.each(['http://192.0.2.1:5173/', 'https://example.com/', 'http://localhost.example.com/'])(
    'refuses %s',
    (other) => {
      expect(() => readDevServerUrl({ CREDENCE_DEV_SERVER_URL: other }, false)).toThrow('this machine');
    },
  );
});
