import type { Releases } from './core/update-check.ts';

/** Where this build's releases are, by the `repository` of its package.json; null for the placeholder. */
export function findReleases(repository: string, version: string): Releases | null {
  const found = /^https:\/\/github\.com\/([\w-]+)\/([\w.-]+?)(?:\.git)?$/.exec(repository);
  if (!found) return null;
  const [, owner, name] = found;
  return {
    api: `https://api.github.com/repos/${owner}/${name}/releases/latest`,
    page: `https://github.com/${owner}/${name}/releases`,
    version,
  };
}
