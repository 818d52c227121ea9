import styles from './caution-input.module.css';

/** `classNames` of an input whose error is to be amber: red is kept for what is dangerous. */
export const cautionInput = { root: styles.root ?? '', error: styles.error ?? '' } as const;
