import { version } from '../../package.json' with { type: 'json' };

export const VERSION = version;

/** What reports say wrote them. */
export const GENERATOR = `Credence ${version}`;
