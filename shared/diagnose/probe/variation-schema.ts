import { z } from 'zod';
import { BasicEncodingSchema } from '../../model/client.ts';
import { MOST_PROBE_REQUESTS, type Variation } from './probe.ts';

const scope = z.string().max(1_000_000);

/** A variation as it crosses IPC. */
export const VariationSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('secret'),
    method: z.enum(['client_secret_basic', 'client_secret_post']),
    encoding: BasicEncodingSchema,
  }),
  z.object({ kind: z.literal('scopes'), scopes: z.array(scope).readonly() }),
  z.object({ kind: z.literal('no-target') }),
  z.object({ kind: z.literal('assertion-audience'), to: z.enum(['issuer', 'token-endpoint']) }),
  z.object({ kind: z.literal('assertion-type'), to: z.string().max(200) }),
  z.object({ kind: z.literal('proof'), keyId: z.string().max(200) }),
  z.object({ kind: z.literal('metadata'), most: z.number().int().min(1).max(MOST_PROBE_REQUESTS) }),
  z.object({ kind: z.literal('introspection') }),
  z.object({ kind: z.literal('signature') }),
  z.object({ kind: z.literal('resource-metadata'), url: z.string().max(10_000) }),
  z.object({ kind: z.literal('no-token') }),
  z.object({ kind: z.literal('new-token') }),
]) satisfies z.ZodType<Variation>;
