/** Defined by the build (scripts/build/cli.mjs) from package.json. */
declare const CREDENCE_VERSION: string | undefined;

/** `development` if the sources run without a build, as in unit tests. */
export const VERSION = typeof CREDENCE_VERSION === 'string' ? CREDENCE_VERSION : 'development';

/** The program name in reports. */
export const GENERATOR = `Credence ${VERSION}`;
