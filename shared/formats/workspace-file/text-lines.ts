import { z } from 'zod';

/** A text in the file: a string, or for several lines a list, so that a diff shows the changed line. */
export type WrittenText = string | string[];

export function writeText(text: string): WrittenText {
  return text.includes('\n') ? text.split('\n') : text;
}

/** The inverse of {@link writeText}. */
export const WrittenTextSchema = z
  .union([z.string(), z.array(z.string())])
  .transform((written) => (typeof written === 'string' ? written : written.join('\n')));
