import { z } from 'zod';

/**
 * HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), read leniently: requires only what an exchange needs,
 * because browsers and proxies omit or bend the rest. Ignores unknown members, as the specification says.
 */

const text = z.string().max(200_000_000);
const count = z.number().nullish().catch(null);

/** Some programs write null for an empty list. */
const list = <S extends z.ZodType>(item: S) => z.preprocess((value) => value ?? [], z.array(item));

const NameValueSchema = z.object({ name: z.string(), value: z.string().catch('') });

const HarTimingsSchema = z.object({
  blocked: count,
  dns: count,
  connect: count,
  ssl: count,
  send: count,
  wait: count,
  receive: count,
});

const HarParamSchema = z.object({
  name: z.string(),
  value: z.string().optional(),
  fileName: z.string().optional(),
});

const HarPostDataSchema = z.object({
  mimeType: z.string().catch(''),
  text: text.optional(),
  params: z.array(HarParamSchema).optional(),
  /** Not in HAR 1.2, but some programs write it. */
  encoding: z.string().optional(),
});

const HarRequestSchema = z.object({
  method: z.string().min(1),
  url: z.string().min(1),
  httpVersion: z.string().catch(''),
  headers: list(NameValueSchema),
  postData: HarPostDataSchema.nullish(),
});

const HarResponseSchema = z.object({
  /** A string in some files. */
  status: z.preprocess(
    (value) => (typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value),
    z.number().int(),
  ),
  statusText: z.string().catch(''),
  httpVersion: z.string().catch(''),
  headers: list(NameValueSchema),
  content: z
    .object({
      size: count,
      compression: count,
      mimeType: z.string().catch(''),
      text: text.optional(),
      encoding: z.string().optional(),
      _truncated: z.boolean().catch(false),
      _textCut: z.boolean().catch(false),
    })
    .nullish(),
  bodySize: count,
  /** Chromium's reason for a missing response. */
  _error: z.string().nullish().catch(null),
});

export const HarEntrySchema = z.object({
  startedDateTime: z.string(),
  time: z.number().nonnegative().catch(0),
  request: HarRequestSchema,
  response: HarResponseSchema.nullish(),
  timings: HarTimingsSchema.nullish().catch(null),
  serverIPAddress: z.string().optional(),
  connection: z.string().optional(),
  _purpose: z.unknown().optional(),
  _failure: z.unknown().optional(),
  _connection: z.unknown().optional(),
  _tls: z.unknown().optional(),
  _redirectStop: z.unknown().optional(),
});

export type HarEntry = z.infer<typeof HarEntrySchema>;
export type HarRequest = z.infer<typeof HarRequestSchema>;
export type HarResponse = z.infer<typeof HarResponseSchema>;
export type HarPostData = z.infer<typeof HarPostDataSchema>;
export type HarTimings = z.infer<typeof HarTimingsSchema>;

/** Entries are validated one by one, so that a broken one does not affect the others. */
export const HarFileSchema = z.object({
  log: z.object({
    version: z.string().catch(''),
    creator: z.object({ name: z.string().catch('') }).nullish(),
    entries: z.array(z.unknown()),
  }),
});
