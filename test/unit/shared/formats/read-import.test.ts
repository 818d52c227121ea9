import { describe, expect, it } from 'vitest';
import { type ImportReading, readImport } from '../../../../shared/formats/read-import.ts';

const COLLECTION = {
  info: { name: 'C', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  item: [],
  auth: { type: 'oauth2', oauth2: [{ key: 'clientId', value: 'c' }] },
};

describe('readImport recognises by content', () => {
  it.each<[ImportReading['kind'], string]>([
    ['curl', "curl -d grant_type=client_credentials 'https://as.example/token'"],
    ['curl', '$ curl https://api.example/{id}'],
    ['har', '\ufeff  {"log":{"version":"1.2","entries":[]}}'],
    ['postman', JSON.stringify(COLLECTION)],
    ['postman', JSON.stringify({ collection: COLLECTION })],
  ])('%s: %s', (kind, text) => {
    expect(readImport(text)).toMatchObject({ ok: true, value: { kind } });
  });

  it.each<[string, string, RegExp]>([
    ['plain words', 'hello', /no curl command/],
    ['JSON of another kind', '{"access_token":"x"}', /none of the formats/],
    ['a list', '[1]', /JSON list/],
    ['JSON that is cut off', '{"log":{"version":"1.2","entr', /cut off/],
    ['a workspace file of a newer version', '{"format":"credence-workspace","version":99}', /newer Credence/],
    ['a damaged workspace file', '{"format":"credence-workspace","version":1}', /wrong name/],
  ])('refuses %s, and says why', (_name, text, message) => {
    const reading = readImport(text);
    expect(reading).toMatchObject({ ok: false, error: { code: 'config.invalid' } });
    expect(reading.ok ? '' : reading.error.message).toMatch(message);
  });
});
