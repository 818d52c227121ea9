import { execFile, execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explain } from '../../../electron/cli/commands/explain.ts';
import { createTerminal } from '../../../electron/cli/output/terminal.ts';
import { parseCurlArguments } from '../../../shared/curl/read/parse-curl.ts';
import { type Random, seededRandom } from '../../fixtures/servers/chaos.ts';
import { temporaryFolder } from './command.ts';

// `credence explain -- curl …` beside the real curl, with options drawn by a seed: the same bytes, or a refusal by name.

interface Received {
  readonly line: string;
  /** Sorted, names in lower case, without those that only frame the message or name the program. */
  readonly headers: readonly string[];
  readonly body: string;
}

const FRAME = ['connection', 'content-length', 'user-agent', 'host', 'accept-encoding'];
let received: Received[] = [];
const server = createServer(async (request, response) => {
  const headers = request.rawHeaders.flatMap((name, index, all) =>
    index % 2 === 1 || FRAME.includes(name.toLowerCase()) ? [] : [`${name.toLowerCase()}: ${all[index + 1]}`],
  );
  const body = (await buffer(request)).toString('latin1');
  // The case of percent-encoding makes no difference (RFC 3986 §2.1), and what a URL must not hold is encoded here.
  const url = request.url
    ?.replace(/%[\da-f]{2}/gi, (octet) => octet.toUpperCase())
    .replace(/["'<>\\^`{|}]/g, (odd) => `%${odd.charCodeAt(0).toString(16).toUpperCase()}`);
  received.push({ line: `${request.method} ${url}`, headers: headers.toSorted(), body });
  response.end('{}');
});
let origin = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const pick = <T>(items: readonly T[], random: Random): T => items[Math.floor(random() * items.length)] as T;

const TEXTS = [
  'a=b',
  'x',
  'a b&c',
  'ünï=✓',
  '%41+b',
  'a="b"',
  "it's",
  '{"a":[1]}',
  'a=b=c',
  ' ',
  '&&',
  'a;b',
  '$HOME `x`',
];
const NAMES = ['X-Test', 'Accept', 'Content-Type', 'Authorization', 'x-lower', 'User-Agent'];

/** One option with its value. `@file` stands for a file that has a line break in it. */
const OPTIONS: readonly ((random: Random) => readonly string[])[] = [
  (random) => [pick(['-d', '--data', '--data-ascii', '--data-raw'], random), pick(TEXTS, random)],
  (random) => ['--data-binary', pick(['@file', ...TEXTS], random)],
  (random) => ['-d', pick(['@file', ...TEXTS], random)],
  (random) => ['--data-urlencode', pick(['n=a b&c', '=x y', 'plain text', 'n@file', 'é=é'], random)],
  (random) => ['-H', `${pick(NAMES, random)}: ${pick(TEXTS, random).trim() || 'x'}`],
  (random) => ['-H', pick(['Accept:', 'X-Empty;', 'Content-Type:', 'X-Spaces:   v  '], random)],
  (random) => ['-X', pick(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'purge'], random)],
  (random) => ['-u', pick(['id:secret', 'id:', "a:b:c'", 'ü:é', 'id%41:s+1'], random)],
  () => ['-G'],
  (random) => ['--json', pick(['{"a":1}', '@file', '[]'], random)],
  (random) => ['-A', pick(['agent/1', 'a b'], random)],
  (random) => ['-e', pick(['http://ref.example/', 'x'], random)],
  (random) => ['-b', pick(['a=b', 'a=b; c=d'], random)],
  (random) => ['-r', pick(['0-1', '5-'], random)],
  () => ['--oauth2-bearer', 't0ken'],
  (random) => ['--url-query', pick(['a=b c', 'x', 'n=ü', '+raw=%20'], random)],
  (random) => [pick(['-s', '-S', '-v', '-i', '-f', '--no-progress-meter', '--tlsv1.2', '-k', '-L'], random)],
];
const PATHS = ['/', '/a/b?c=d', '/a%20b', '/?x=1&y=%C3%BC', '/a/../b', '/a//b;p?', '/ü', '?q', ''];

function drawOptions(random: Random, file: string): readonly string[] {
  const options = Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(OPTIONS, random)(random));
  return options.flat().map((word) => word.replace('@file', `@${file}`));
}

const SEEDS = process.env.CREDENCE_SECURITY_FULL === '1' ? 3_000 : 150;

/** Runs both with the same words: what the server got from each. */
async function runBoth(words: readonly string[]) {
  received = [];
  // curl refuses some URLs itself.
  await promisify(execFile)('curl', ['-s', '-o', '/dev/null', ...words]).catch(() => null);
  const [byCurl] = received;
  received = [];
  const sink = { write: () => true };
  const { signal } = new AbortController();
  const context = { terminal: createTerminal(sink, sink, {}), environment: {}, signal, now: Date.now };
  const refusal = await explain(['curl', ...words], { output: 'text' }, context).then(
    () => null,
    (cause: Error) => cause.message,
  );
  return { byCurl, byCredence: received[0], refusal };
}

test(`${SEEDS} drawn commands send what curl sends, or are refused`, async () => {
  const file = join(await temporaryFolder(), 'body.txt');
  await writeFile(file, '{"a":\r\n"b é"}\n');
  let sent = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const random = seededRandom(seed);
    const words = [...drawOptions(random, file), origin + pick(PATHS, random)];
    const { byCurl, byCredence, refusal } = await runBoth(words);
    // What it cannot send as curl would, it refuses. curl refuses some URLs, and the server some methods.
    if (byCurl === undefined || refusal !== null) continue;
    expect([seed, words, byCredence]).toEqual([seed, words, byCurl]);
    sent += 1;
  }
  expect(sent).toBeGreaterThan(SEEDS / 2);
}, 600_000);

const PERFORMED =
  'cacert cert cert-type compressed cookie data data-ascii data-binary data-raw data-urlencode get globoff head header ' +
  'http1.1 http2 insecure json key key-type location max-time noproxy oauth2-bearer pass proxy-user range referer ' +
  'request tlsv1.2 url-query user user-agent basic';

/** They change what curl prints, writes, waits for or tries again, not the request that is explained. */
const OUTPUT_ONLY =
  'connect-timeout cookie-jar create-dirs disable dump-header expect100-timeout fail fail-early fail-with-body ' +
  'happy-eyeballs-timeout-ms include junk-session-cookies keepalive-time limit-rate max-filesize max-redirs no-buffer ' +
  'no-clobber no-keepalive no-npn no-progress-meter no-sessionid output parallel parallel-immediate parallel-max ' +
  'progress-bar remote-header-name remote-name remote-name-all remote-time remove-on-error retry retry-all-errors ' +
  'retry-connrefused retry-delay retry-max-time show-error silent speed-limit speed-time ssl-no-revoke stderr ' +
  'styled-output suppress-connect-headers tcp-nodelay trace trace-ascii trace-time verbose write-out keepalive-cnt ' +
  'ip-tos vlan-priority trace-config trace-ids show-headers skip-existing ca-native parallel-max-host';

test('every option of this curl is performed, concerns output alone, or is refused by name', () => {
  const help = execFileSync('curl', ['--help', 'all'], { encoding: 'utf8' });
  const options = [...help.matchAll(/^\s*(?:-\S,)?\s+--([\w.-]+)( <)?/gm)].map(([, name = '', value]) => ({
    name,
    words: value === undefined ? [`--${name}`] : [`--${name}`, 'x'],
  }));
  expect(options.length).toBeGreaterThan(200);
  const accepted = options.filter(({ name, words }) => {
    const parsed = parseCurlArguments([...words, 'http://a.example/'], { stdin: null, readFile: () => 'x' });
    // These two stand for the URL or its proxy here.
    if (!parsed.ok && name !== 'url' && name !== 'proxy') expect(parsed.error.message).toContain(`--${name}`);
    return parsed.ok;
  });
  const known = `${PERFORMED} ${OUTPUT_ONLY}`.split(' ');
  expect(accepted.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
});
