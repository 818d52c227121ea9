/** The largest file Credence opens, in bytes. A HAR file of a long session takes tens of megabytes. */
export const LARGEST_FILE = 100 * 1024 * 1024;
