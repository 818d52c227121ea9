import { describe, expect, it } from 'vitest';
import { type ImportReading, readImport } from '../../../../shared/formats/read-import.ts';

const COLLECTION = {
  info: { name: 'C', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  item: [],
  auth: { type: 'oauth2', oauth2: [{ key: 'clientId', value: 'c' }] },
};

describe('readImport recognises by content', () => {
  it.each<[ImportReading['kind'], string]>([
    ['token', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.'],
    ['token', ' Bearer 0470b16b-7bf8-4fa3-9ae1-6a10e0f0b699\n'],
    ['token', 'Authorization: DPoP abc'],
    ['url', 'https://login.example.com/realms/a\n'],
    ['curl', "curl -d grant_type=client_credentials 'https://as.example/token'"],
    ['curl', '$ curl https://api.example/{id}'],
    ['har', '\ufeff  {"log":{"version":"1.2","entries":[]}}'],
    ['postman', JSON.stringify(COLLECTION)],
    ['postman', JSON.stringify({ collection: COLLECTION })],
  ])('%s: %s', (kind, text) => {
    expect(readImport(text)).toMatchObject({ ok: true, value: { kind } });
  });

  it.each<[string, string, RegExp]>([
    ['plain words', 'hello there', /no curl command/],
    ['a word that is no token', 'a.b.c', /no curl command/],
    ['JSON of another kind', '{"access_token":"x"}', /none of the formats/],
    ['a list', '[1]', /JSON list/],
    ['JSON that is cut off', '{"log":{"version":"1.2","entr', /cut off/],
    ['a workspace file of a newer version', '{"format":"credence-workspace","version":99}', /newer Credence/],
    ['a damaged workspace file', '{"format":"credence-workspace","version":1}', /lacks name/],
  ])('refuses %s, and says why', (_name, text, message) => {
    const reading = readImport(text);
    expect(reading).toMatchObject({ ok: false, error: { code: 'config.invalid' } });
    expect(reading.ok ? '' : reading.error.message).toMatch(message);
  });
});
