import { Ajv } from 'ajv';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import addFormats from 'ajv-formats';
import schemas from 'har-schema';

/** What the published JSON schema of HAR 1.2 (npm: har-schema) has against a file; nothing when it is valid. */
export function schemaErrors(har: unknown): string[] {
  validate(har);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const ajv = new Ajv({ allErrors: true, strict: false });
ajv.addMetaSchema(draft6);
addFormats.default(ajv);
for (const schema of Object.values(schemas)) ajv.addSchema(schema);
const validate = ajv.compile({ $ref: 'har.json#' });
