import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CurlCommand, parseCurl } from '../../../../../shared/curl/read/parse-curl.ts';

function parse(text: string): CurlCommand {
  const result = parseCurl(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const url = 'https://localhost:8443/oauth/v2/oauth-token';

describe("the tutorial's commands", () => {
  it('the token call', () => {
    expect(
      parse(`curl -k -X POST ${url} \\
      -H 'content-type: application/x-www-form-urlencoded' \\
      -d 'grant_type=client_credentials&client_id=server&client_secret=Secr3t!&scope=read'`),
    ).toEqual({
      shell: 'bash',
      method: 'POST',
      url,
      headers: [{ name: 'content-type', value: 'application/x-www-form-urlencoded' }],
      body: 'grant_type=client_credentials&client_id=server&client_secret=Secr3t!&scope=read',
      impliedContentType: null,
      user: null,
      bearer: null,
      insecure: true,
      clientCertificate: false,
      timeLimitMs: null,
      followRedirects: false,
      notUnderstood: [],
      following: [],
    });
  });

  it('the API call', () => {
    expect(
      parse("curl -X GET https://example.com/hello_world -H 'Authorization: Bearer 0470b16b-7bf8'"),
    ).toMatchObject({
      method: 'GET',
      url: 'https://example.com/hello_world',
      headers: [{ name: 'Authorization', value: 'Bearer 0470b16b-7bf8' }],
      body: null,
    });
  });
});

describe('the same words in three shells', () => {
  const expected = {
    url,
    headers: [{ name: 'X-Say', value: 'it\'s "so"' }],
    body: 'a=1 2&b=$5',
    insecure: true,
  };

  it.each([
    ['bash, single quotes', `curl -k ${url} -H 'X-Say: it'\\''s "so"' -d 'a=1 2' -d 'b=$5'`, 'bash'],
    ['bash, double quotes', `curl -k "${url}" -H "X-Say: it's \\"so\\"" -d "a=1 2" -d "b=\\$5"`, 'bash'],
    ['bash, C quotes', `curl -k ${url} -H $'X-Say: it\\'s "so"' -d $'a=1\\x202' -d $'b=\\0445'`, 'bash'],
    ['bash, escapes', `curl -k ${url} -H X-Say:\\ it\\'s\\ \\"so\\" -d a=1\\ 2 -d b=\\$5`, 'bash'],
    [
      'bash, over lines',
      `curl -k \\\n  ${url} \\\r\n -H 'X-Say: it'"'"'s "so"' \\  \n -d 'a=1 2' \\\n> -d 'b=$5'\n`,
      'bash',
    ],
    [
      'PowerShell',
      `curl.exe -k \`\n  ${url} \`\n  -H 'X-Say: it''s "so"' \`\r\n  -d "a=1 2" -d "b=\`$5"`,
      'powershell',
    ],
    [
      'PowerShell, old quoting',
      `PS C:\\Users\\me> curl.exe -k ${url} -H 'X-Say: it''s \\"so\\"' -d 'a=1 2' -d 'b=$5'`,
      'powershell',
    ],
    ['cmd', `curl -k ^\r\n  ${url} ^\r\n  -H "X-Say: it's \\"so\\"" ^\r\n  -d "a=1 2" -d "b=$5"`, 'cmd'],
    [
      'cmd, doubled quotes',
      `C:\\Users\\me>curl -k ${url} -H "X-Say: it's ""so""" -d "a=1 2" -d "b=$5"`,
      'cmd',
    ],
    [
      'cmd, as Chrome copies it',
      `curl ^"${url}^" -k ^\n  -H ^"X-Say: it's ^\\^"so^\\^"^" ^\n --data-raw ^"a=1 2^&b=$5^"`,
      'cmd',
    ],
  ])('%s', (_, text, shell) => {
    const command = parse(text);
    expect(command).toMatchObject({ ...expected, shell });
    expect(command.notUnderstood).toEqual([]);
  });
});

describe('options', () => {
  it.each<[string, Partial<CurlCommand>]>([
    ['curl http://a', { method: 'GET', url: 'http://a', body: null, impliedContentType: null }],
    ['curl a.example/x', { url: 'http://a.example/x' }],
    ['curl --url http://a', { url: 'http://a' }],
    ['curl --url=http://a', { url: 'http://a' }],
    ['curl -skX POST http://a', { method: 'POST', insecure: true }],
    ['curl -XDELETE http://a', { method: 'DELETE' }],
    ['curl --request=PUT http://a', { method: 'PUT' }],
    ['curl -I http://a', { method: 'HEAD' }],
    ['curl --insecure http://a', { insecure: true }],
    [
      'curl http://a -d a=1 -d b=2',
      { method: 'POST', body: 'a=1&b=2', impliedContentType: 'application/x-www-form-urlencoded' },
    ],
    ["curl http://a -d ''", { method: 'POST', body: '' }],
    ['curl http://a --data-ascii a --data-binary b --data-raw @c', { body: 'a&b&@c' }],
    ['curl http://a -H "Content-Type: text/plain" -d x', { impliedContentType: null }],
    ["curl http://a --data-urlencode 'n=a b&c'", { body: 'n=a+b%26c' }],
    ["curl http://a --data-urlencode '=a=b'", { body: 'a%3Db' }],
    ["curl http://a --data-urlencode 'a b'", { body: 'a+b' }],
    [
      'curl -G http://a?x=1 -d y=2 --data-urlencode "z=a b"',
      { method: 'GET', url: 'http://a?x=1&y=2&z=a+b', body: null },
    ],
    ['curl -G http://a#top -d y=2', { url: 'http://a?y=2#top' }],
    ['curl -u id:se:cret http://a', { user: { name: 'id', password: 'se:cret' } }],
    ['curl -uid:secret http://a', { user: { name: 'id', password: 'secret' } }],
    ['curl --user id http://a', { user: { name: 'id', password: null } }],
    ['curl http://id:s%21@a/b', { url: 'http://a/b', user: { name: 'id', password: 's!' } }],
    [
      'curl http://a -A me -e http://from -b "c=1; d=2"',
      {
        headers: [
          { name: 'User-Agent', value: 'me' },
          { name: 'Referer', value: 'http://from' },
          { name: 'Cookie', value: 'c=1; d=2' },
        ],
      },
    ],
    [
      'curl http://a -H "Accept:" -H "X;" -H "Y:  1 "',
      {
        headers: [
          { name: 'X', value: '' },
          { name: 'Y', value: '1' },
        ],
      },
    ],
    [
      `curl --json '{"a":1}' http://a`,
      { method: 'POST', body: '{"a":1}', impliedContentType: 'application/json' },
    ],
    ['curl http://a --oauth2-bearer tok', { bearer: 'tok' }],
    ['curl http://a -m 2.5', { timeLimitMs: 2500 }],
    ['curl http://a --max-time 0.001', { timeLimitMs: 100 }],
    [`curl --proto '=https' --tlsv1.2 -sSf http://a`, { url: 'http://a', notUnderstood: [] }],
    ['curl --output-dir out --trace-time --ca-native http://a', { url: 'http://a' }],
    ['curl --url-query "b= c" --url-query +d=%20 http://a', { method: 'GET', url: 'http://a?b=+c&d=%20' }],
    ['curl -L http://a', { followRedirects: true, notUnderstood: [] }],
    ['curl -F a=b http://a', { method: 'POST', body: null }],
    ["curl -d @- http://a <<< 'a=b'", { url: 'http://a', body: 'a=b', notUnderstood: [] }],
    ['curl -d @- http://a <<EOF\na=1&\nb=2\nEOF\necho done', { body: 'a=1&b=2', following: [] }],
    [`curl --data-binary @- http://a <<-'X'\n\t$a\n\tX\n`, { body: '$a\n' }],
    ['curl --json @- http://a <<EOF | jq .\n{}\nEOF\ncurl http://b', { body: '{}\n', url: 'http://a' }],
    [`curl -K - http://a <<< 'user = "a:b"'`, { url: 'http://a' }],
    ['curl -sSviLf --compressed --http1.1 --http2 http://a', { url: 'http://a' }],
    ['curl -w "%{http_code}\\n" --retry 3 --connect-timeout 5 http://a', { url: 'http://a' }],
    ['curl –X POST —data a=1 http://a', { method: 'POST', body: 'a=1' }],
    ['curl “http://a” -H ‘X: 1’', { url: 'http://a', headers: [{ name: 'X', value: '1' }] }],
  ])('%s', (text, expected) => {
    expect(parse(text)).toMatchObject(expected);
  });

  it('quiet options leave no note', () => {
    expect(
      parse('curl -sSvif --compressed --http1.1 --no-buffer --no-keepalive -w x http://a').notUnderstood,
    ).toEqual([]);
  });
});

describe('reports what was not understood', () => {
  it.each([
    ['curl http://a -d @body.txt', '-d @body.txt was left out: files are not read'],
    ['curl http://a --data-binary @-', '--data-binary @- was left out'],
    ['curl http://a --data-urlencode name@file', '--data-urlencode @file was left out'],
    ['curl http://a -H @headers', '-H @headers was left out'],
    ['curl http://a -b cookies.txt', '-b cookies.txt was left out'],
    ['curl http://a --cacert ca.pem', '--cacert ca.pem was left out: files are not read'],
    ['curl http://a --cert c.pem --key k.pem', '--cert c.pem was left out: files are not read'],
    ['curl http://a -E c.p12:hunter2', '-E c.p12 was left out: files are not read'],
    ['curl http://a -o out.json', '-o out.json was left out: the response is shown here'],
    ['curl http://a -F file=x', '-F file was left out: multipart'],
    ['curl -x http://u:hunter2@p http://a', '-x was left out: the proxy is not taken over'],
    ['curl -U u:hunter2 http://a', '-U was left out: the proxy is not taken over'],
    ['curl --pinnedpubkey sha256//x= http://a', '--pinnedpubkey sha256//x= was left out'],
    ['curl --expand-header "X: {{y}}" http://a', '--expand-header was left out'],
    ['curl http://a --frobnicate', '--frobnicate is not known here'],
    ['curl http://a -?', '-? is not known here'],
    ['curl http://a -X', '-X has no value'],
    ['curl http://a -m soon', '-m soon is not a number of seconds'],
    ['curl http://a -H nonsense', '-H “nonsense” is not a header'],
    ['curl http://a http://b', 'Only the first URL is used, not http://b'],
    ['curl http://a --next http://b', 'What follows --next'],
    ["curl http://a -d 'x", "A quote (') is opened and never closed"],
    ['curl http://a -d "x', 'A quote (") is opened and never closed'],
  ])('%s', (text, note) => {
    const command = parse(text);
    expect(command.url).toBe('http://a');
    expect(command.notUnderstood.join('\n')).toContain(note);
  });
});

describe('among other text', () => {
  it.each([
    ['a prompt', '$ curl http://a'],
    ['a prompt with a name', 'me@host:~/dir$ curl http://a'],
    ['a root prompt', '# curl http://a'],
    ['a path', '/usr/bin/curl http://a'],
    ['an environment variable', 'FOO=bar; curl http://a'],
    ['a sentence before', 'Use curl like this:\n\n  curl http://a\n'],
    ['a sentence around', 'Call `curl http://a` now'],
    ['an answer after', 'curl http://a\n{"access_token":"x"}'],
    ['a pipe after', 'curl http://a | jq .access_token'],
    ['a redirection', 'curl http://a 2>/dev/null > out.json'],
    ['a comment', 'curl http://a # the answer'],
    ['upper case', 'CURL http://a'],
    ['a substitution around', 'TOKEN=$(curl -s http://a)'],
  ])('%s', (_, text) => {
    expect(parse(text).url.replace(/[`)]$/, '')).toBe('http://a');
    expect(parse(text).notUnderstood).toEqual([]);
  });

  it('accepts lines with a missing continuation mark', () => {
    expect(parse("curl http://a\n  -H 'X: 1'\n  -d a=1\nDone").headers).toEqual([{ name: 'X', value: '1' }]);
  });

  it('several commands', () => {
    const command = parse('curl http://a -d x=1\n{"access_token":"t"}\n\n$ curl http://b\ncurl http://c');
    expect(command.url).toBe('http://a');
    expect(command.following.map(({ url }) => url)).toEqual(['http://b', 'http://c']);
  });

  it.each([
    ['', 'no curl command'],
    ['wget http://a', 'no curl command'],
    ['curl', 'no curl command'],
    ['curl -k', 'has no URL'],
    ['curly http://a', 'no curl command'],
  ])('%j: %s', (text, message) => {
    const result = parseCurl(text);
    expect(result.ok || result.error).toMatchObject({ code: 'config.invalid' });
    expect(result.ok || result.error.message).toContain(message);
  });
});

describe('whatever the text', () => {
  it('parseCurl never throws', () => {
    const unit = fc.constantFrom(
      ...[
        'curl ',
        '-d',
        '-H',
        '--data-urlencode',
        ' ',
        '\n',
        "'",
        '"',
        '\\',
        '^',
        '`',
        '$',
        '$(',
        '${',
        '}',
        ')',
        '%A_B%',
        '@',
        '=',
        ':',
        'http://a',
        'x',
        '\uE000',
        '\uE001',
        "$'\\u",
        '“',
        '&',
        '|',
        '>',
        '#',
      ],
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), (parts) => {
        for (const start of ['', 'curl ', 'curl.exe ', 'PS C:\\> curl ', 'C:\\>curl ']) {
          parseCurl(start + parts.join(''));
        }
      }),
      { numRuns: 500 },
    );
  });
});
