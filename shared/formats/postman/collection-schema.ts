import { z } from 'zod';

/**
 * The parts of a Postman collection that we read (https://schema.postman.com/collection/json/v2.1.0/). Postman's own
 * exports deviate from its schema, so only the skeleton is required.
 */

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String).catch('');

/** v2.1: a list of keys and values. v2.0: an object. Both become the same list. */
const AttributesSchema = z.union([
  z.array(z.object({ key: z.string(), value: z.unknown().optional() })),
  z
    .record(z.string(), z.unknown())
    .transform((members) => Object.entries(members).map(([key, value]) => ({ key, value }))),
]);

export const AuthSchema = z
  .object({ type: z.string(), oauth2: AttributesSchema.optional().catch(undefined) })
  .nullish()
  .catch(null);

const HeaderSchema = z.object({ key: text, value: text, disabled: z.boolean().nullish().catch(null) });

const RequestSchema = z.union([
  /** A request may be just its URL. */
  z.string().transform((url) => ({ method: 'GET', url, header: [], body: null, auth: null })),
  z.object({
    method: z.string().default('GET').catch('GET'),
    url: z.union([z.string(), z.object({ raw: text }).transform(({ raw }) => raw)]).catch(''),
    header: z.array(HeaderSchema).nullish().catch(null),
    body: z
      .object({
        mode: z.string().nullish(),
        raw: z.string().nullish(),
        urlencoded: z.array(HeaderSchema).nullish().catch(null),
      })
      .nullish()
      .catch(null),
    auth: AuthSchema,
  }),
]);
export type PostmanRequest = z.infer<typeof RequestSchema>;

/** A token request parameter or header from Postman's "Advanced" tab. */
export const TokenRequestParamSchema = z.object({
  key: text,
  value: text,
  enabled: z.boolean().default(true).catch(true),
  send_as: z.string().default('request_body').catch('request_body'),
});

/**
 * A folder has items, a request has a request; either may have auth. Items are validated one by one, as they are
 * visited.
 */
export const ItemSchema = z.object({
  name: text,
  auth: AuthSchema,
  item: z.array(z.unknown()).nullish().catch(null),
  request: RequestSchema.nullish().catch(null),
});
export type PostmanItem = z.infer<typeof ItemSchema>;

/** A variable with a value in the collection. */
export const CollectionVariableSchema = z.object({
  key: z.string().min(1),
  value: z.union([z.string(), z.number(), z.boolean()]).transform(String),
  disabled: z.boolean().nullish().catch(null),
});

export const CollectionSchema = z.object({
  info: z.object({ name: text, schema: z.string() }),
  item: z.array(z.unknown()),
  auth: AuthSchema,
});
