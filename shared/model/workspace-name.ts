/** Maximum length when typed; an imported name may be longer. */
export const LONGEST_WORKSPACE_NAME = 80;
