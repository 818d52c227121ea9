/** Characters that a workspace's name may be typed with; an imported one may have more. */
export const LONGEST_WORKSPACE_NAME = 80;
