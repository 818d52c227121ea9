import { describe, expect, test } from 'vitest';
import { buildCurlRequest, purposeOf } from '../../../../../shared/curl/perform/curl-request.ts';
import { parseCurlArguments } from '../../../../../shared/curl/read/parse-curl.ts';
import { maskText, revealText } from '../../../../../shared/text/sensitive-text.ts';

const FILES: Readonly<Record<string, string>> = {
  'body.json': '{"a":\n1}',
  headers: 'X-A: 1\nX-B: 2\n',
  '-': 'in',
};

function parse(words: readonly string[]) {
  return parseCurlArguments(words, { stdin: null, readFile: (name) => FILES[name] ?? null });
}

function requestOf(...words: string[]) {
  const command = parse(words);
  if (!command.ok) throw new Error(command.error.message);
  const request = buildCurlRequest(command.value);
  if (!request.ok) throw new Error(request.error.message);
  return request.value;
}

const headersOf = (...words: string[]) =>
  requestOf(...words).headers.map(({ name, value }) => `${name}: ${revealText(value)}`);

describe('a performed curl command', () => {
  test('sends the same request as curl, in the same order', () => {
    expect(
      headersOf('-u', 'a:b', '-d', 'x=1', '-H', 'X-A: 1', '-A', 'ua', '--compressed', 'http://h/p?q#f'),
    ).toEqual([
      'host: h',
      'connection: keep-alive',
      'Authorization: Basic YTpi',
      'User-Agent: ua',
      'Accept: */*',
      'Accept-Encoding: deflate, gzip, br',
      'X-A: 1',
      'Content-Type: application/x-www-form-urlencoded',
      'content-length: 3',
    ]);
  });

  test.each<[string[], string, string]>([
    [['http://h/'], 'GET', ''],
    [['-d', 'a=b', 'http://h/'], 'POST', 'a=b'],
    [['-d', 'a=b', '-d', 'c=d', 'http://h/'], 'POST', 'a=b&c=d'],
    [['-d', '@body.json', 'http://h/'], 'POST', '{"a":1}'],
    [['--data-binary', '@body.json', 'http://h/'], 'POST', '{"a":\n1}'],
    [['--data-urlencode', 'n=a b~&', 'http://h/'], 'POST', 'n=a+b~%26'],
    [['-d', '@-', 'http://h/'], 'POST', 'in'],
    [['-X', 'PUT', '--json', '{}', 'http://h/'], 'PUT', '{}'],
    [['-I', 'http://h/'], 'HEAD', ''],
  ])('%j is %s with the body %j', (words, method, body) => {
    const request = requestOf(...words);
    expect([request.method, revealText(request.body ?? [])]).toEqual([method, body]);
  });

  test('removes curl’s default headers, and reads others from a file', () => {
    const headers = headersOf('-H', 'Accept:', '-H', 'User-Agent:', '-H', '@headers', 'http://h/');
    expect(headers.slice(2)).toEqual(['X-A: 1', 'X-B: 2']);
  });

  test('marks its secrets, so that they are masked when it is printed', () => {
    const { body, headers } = requestOf(
      '-u',
      'id:s3cret',
      '-d',
      'client_secret=s3cret&scope=read',
      'http://h/',
    );
    expect(maskText(body ?? [])).toBe('client_secret=••••••••&scope=read');
    expect(headers.map(({ value }) => maskText(value)).join()).toContain('Basic ••••••••');
  });

  test.each<[string[], string]>([
    [['--digest', 'http://h/'], '--digest'],
    [['--resolve', 'a:1:127.0.0.1', 'http://h/'], '--resolve'],
    [['-F', 'a=b', 'http://h/'], '-F'],
    [['--no-such-option', 'http://h/'], '--no-such-option'],
    [['-d', '@nowhere', 'http://h/'], '-d @nowhere'],
    [['--tlsv1.3', 'http://h/'], '--tlsv1.3'],
    [['http://h/{a,b}'], 'URL globbing'],
    [['http://h/', '--next', 'http://g/'], '--next'],
  ])('%j is refused, and the option is named', (words, option) => {
    const command = parse(words);
    expect(command.ok ? '' : command.error.message).toContain(option);
  });

  test.each([[[]], [['-k']], [['http://a/', 'http://b/']]])('%j is refused for its URLs', (words) => {
    const command = parse(words);
    expect(command.ok ? '' : command.error.message).toMatch(/has (no|more than one) URL/);
  });

  test('ignores options that only affect the output', () => {
    expect(parse(['-sSfi', '-o', 'out', '-w', '%{http_code}', 'http://h/']).ok).toBe(true);
  });

  test.each([
    [['-d', 'grant_type=client_credentials', 'http://h/t'], 'token'],
    [['-d', 'token=x', 'http://h/introspect'], 'introspection'],
    [['-d', 'token=x', 'http://h/revoke'], 'revocation'],
    [['http://h/.well-known/openid-configuration'], 'metadata'],
    [['http://h/jwks'], 'jwks'],
    [['http://h/orders'], 'api'],
  ])('%j is a request for: %s', (words, purpose) => {
    const command = parse(words);
    expect(command.ok && purposeOf(command.value, requestOf(...words))).toBe(purpose);
  });
});
