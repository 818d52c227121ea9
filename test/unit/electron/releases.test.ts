import { expect, test } from 'vitest';
import { findReleases } from '../../../electron/releases.ts';

test('the releases page follows from the repository', () => {
  expect(findReleases('https://github.com/acme/credence.git', '1.2.3')).toEqual({
    api: 'https://api.github.com/repos/acme/credence/releases/latest',
    page: 'https://github.com/acme/credence/releases',
    version: '1.2.3',
  });
});

test.each(['https://github.com/credence.invalid/credence', 'https://example.com/acme/credence', ''])(
  'a build from %s has none',
  (repository) => {
    expect(findReleases(repository, '1.2.3')).toBeNull();
  },
);
