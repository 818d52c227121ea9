import { z } from 'zod';

/** A text as the file writes it: in one line as it is, in several as a list of them, so that a diff shows which changed. */
export type WrittenText = string | string[];

export function writeText(text: string): WrittenText {
  return text.includes('\n') ? text.split('\n') : text;
}

/** The inverse of {@link writeText}. */
export const WrittenTextSchema = z
  .union([z.string(), z.array(z.string())])
  .transform((written) => (typeof written === 'string' ? written : written.join('\n')));
