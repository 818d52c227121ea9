import { z } from 'zod';

/**
 * HAR 1.2 as its specification words it (http://www.softwareishard.com/blog/har-12-spec/), strict: every member that
 * is not "optional" there is required, unknown members must begin with an underscore. Written from the text, apart
 * from the reader's schema, to judge what we export.
 */

const comment = z.string().optional();
const isoDate = z.iso.datetime({ offset: true });
const size = z.number().int().min(-1);
const duration = z.number().min(-1);

function member<T extends z.ZodRawShape>(shape: T) {
  return z.looseObject({ ...shape, comment }).superRefine((value, context) => {
    for (const name of Object.keys(value)) {
      if (!(name in shape) && name !== 'comment' && !name.startsWith('_')) {
        context.addIssue({ code: 'custom', message: `${name} is not in HAR 1.2`, path: [name] });
      }
    }
  });
}

const cookie = member({
  name: z.string(),
  value: z.string(),
  path: z.string().optional(),
  domain: z.string().optional(),
  expires: isoDate.optional(),
  httpOnly: z.boolean().optional(),
  secure: z.boolean().optional(),
});

const nameValue = member({ name: z.string(), value: z.string() });

const request = member({
  method: z.string().min(1),
  url: z.url(),
  httpVersion: z.string(),
  cookies: z.array(cookie),
  headers: z.array(nameValue),
  queryString: z.array(nameValue),
  // "params and text fields are mutually exclusive."
  postData: member({ mimeType: z.string(), text: z.string() }).optional(),
  headersSize: size,
  bodySize: size,
});

const response = member({
  status: z.number().int(),
  statusText: z.string(),
  httpVersion: z.string(),
  cookies: z.array(cookie),
  headers: z.array(nameValue),
  content: member({
    size: z.number().int().min(0),
    compression: z.number().int().optional(),
    mimeType: z.string(),
    text: z.string().optional(),
    encoding: z.string().optional(),
  }),
  redirectURL: z.string(),
  headersSize: size,
  bodySize: size,
});

const timings = member({
  blocked: duration.optional(),
  dns: duration.optional(),
  connect: duration.optional(),
  // "send, wait and receive are not optional and must have non-negative values."
  send: z.number().min(0),
  wait: z.number().min(0),
  receive: z.number().min(0),
  ssl: duration.optional(),
});

const entry = member({
  pageref: z.string().optional(),
  startedDateTime: isoDate,
  time: z.number().min(0),
  request,
  response,
  cache: member({}),
  timings,
  serverIPAddress: z.string().optional(),
  connection: z.string().optional(),
}).superRefine(
  ({ time, timings: { blocked = -1, dns = -1, connect = -1, send, wait, receive, ssl = -1 } }, context) => {
    const sum = [blocked, dns, connect, send, wait, receive]
      .filter((stage) => stage >= 0)
      .reduce((a, b) => a + b, 0);
    if (Math.abs(sum - time) > 0.0005) context.addIssue(`time is ${time}, the timings sum up to ${sum}`);
    if (ssl > connect) context.addIssue('ssl is contained in connect');
  },
);

export const HarSpec = member({
  log: member({
    version: z.literal('1.2'),
    creator: member({ name: z.string(), version: z.string() }),
    browser: member({ name: z.string(), version: z.string() }).optional(),
    pages: z.array(z.unknown()).optional(),
    entries: z.array(entry),
  }),
});
