/** Put in by the build (scripts/build/cli.mjs), out of package.json. */
declare const CREDENCE_VERSION: string | undefined;

/** `development` where the sources run as they are, in unit tests. */
export const VERSION = typeof CREDENCE_VERSION === 'string' ? CREDENCE_VERSION : 'development';

/** What reports say wrote them. */
export const GENERATOR = `Credence ${VERSION}`;
