import { describe, expect, it } from 'vitest';
import { readAuthorizationDetails } from '../../../../shared/oauth/request/authorization-details.ts';
import { resourceProblem } from '../../../../shared/oauth/request/resource.ts';
import { revealText } from '../../../../shared/text/sensitive-text.ts';
import { aField, aTokenRequest, aWorkspace } from '../fixtures.ts';

describe('a resource is an absolute URI without a fragment (RFC 8707 §2)', () => {
  it.each([
    'https://api.example.com/',
    'https://api.example.com/app?tenant=1',
    'http://localhost:8080',
    'urn:example:cooperation',
    'api://7a3c',
    'https://xn--bcher-kva.example/%C3%BC',
    // Of a secret only the bullets are seen.
    '••••••••',
    'a••••••••/#b c',
  ])('%s', (resource) => {
    expect(resourceProblem(resource)).toBeNull();
  });

  it.each([
    ['api.example.com', /absolute/],
    ['/orders', /absolute/],
    ['//api.example.com', /absolute/],
    ['https://api.example.com/#part', /fragment/],
    ['https://api.example.com/#', /fragment/],
    ['https:', /nothing after/],
    ['https://api.example.com/a b', /character/],
    [' https://api.example.com', /white space/],
  ])('not %s', (resource, problem) => {
    expect(resourceProblem(resource)).toMatch(problem);
  });
});

describe('authorization_details is an array of objects with a type (RFC 9396 §2)', () => {
  it.each([
    ['nothing', '', []],
    ['one', '[{"type":"payment"}]', ['payment']],
    [
      'the members of §2.2',
      '[{"type":"a","locations":["https://a"],"actions":["read"],"datatypes":[],"identifier":"x","privileges":[]},{"type":"b","own":{"x":1}}]',
      ['a', 'b'],
    ],
    ['a secret', '••••••••', []],
    ['a secret among others', '[{"type":"a"}, ••••••••]', []],
    ['a secret for a text', '[{"type":"••••••••"},{"type":"b","identifier":"••••••••"}]', ['b']],
  ])('%s', (_, text, types) => {
    expect(readAuthorizationDetails(text)).toEqual({ problems: [], types });
  });

  it.each<[string, string, number, RegExp]>([
    ['an object alone', '{"type":"a"}', 1, /has to be an array/],
    ['an empty array', '[]', 1, /empty/],
    ['no JSON', '[\n  {"type": "a",}\n]', 2, /Not JSON: remove the comma before this/],
    ['a comment', '[ // why\n]', 1, /Not JSON: comments are not part of JSON/],
    ['a text in it', '[{"type":"a"},\n"b"]', 2, /has to be an object/],
    ['an object without a type', '[\n{"type":"a"},\n{"typ":"b"}]', 3, /no “type”/],
    ['a type that is no text', '[{"type":1}]', 1, /“type” has to be a text/],
    ['an empty type', '[{"type":""}]', 1, /“type” has to be a text/],
    ['locations that are no list', '[\n\n{"type":"a","locations":"https://a"}]', 3, /“locations”/],
    ['an element without a type beside a secret', '[\n{"identifier":"••••••••"}]', 2, /no “type”/],
    ['an identifier that is no text', '[{"type":"a","identifier":7}]', 1, /“identifier”/],
  ])('not %s', (_, text, line, message) => {
    const { problems } = readAuthorizationDetails(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.line).toBe(line);
    expect(problems[0]?.message).toMatch(message);
  });
});

it('sends the parameters in this order, each resource once, custom ones last', () => {
  const { body } = aTokenRequest(
    aWorkspace({
      client: { authMethod: 'none' },
      request: {
        scopes: ['read'],
        resources: ['https://a.example/', '', 'https://b.example/'],
        audience: 'api',
        authorizationDetails: '[{"type":"a"}]',
        parameters: [aField('x', '1')],
      },
    }),
  );
  expect(body && revealText(body)).toBe(
    'grant_type=client_credentials&client_id=server&scope=read&resource=https%3A%2F%2Fa.example%2F&resource=https%3A%2F%2Fb.example%2F&audience=api&authorization_details=%5B%7B%22type%22%3A%22a%22%7D%5D&x=1',
  );
});
