/** Defined by the build (scripts/build/cli.mjs) from package.json. */
declare const CREDENCE_VERSION: string | undefined;

/** `development` when the sources run unbuilt, as in unit tests. */
export const VERSION = typeof CREDENCE_VERSION === 'string' ? CREDENCE_VERSION : 'development';

/** The program that reports name as their author. */
export const GENERATOR = `Credence ${VERSION}`;
