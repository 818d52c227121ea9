import { z } from 'zod';
import { isMethod, METHOD_RULE } from './method.ts';

/** The method of a draft: empty until one is chosen. */
export const DraftMethodSchema = z
  .string()
  .refine((method) => method === '' || isMethod(method), { message: METHOD_RULE });
