import styles from './mono-input.module.css';

/** `classNames` of an input whose every character counts: URLs, ids, scopes, headers, code. */
export const monoInput = { input: styles.input } as const;
