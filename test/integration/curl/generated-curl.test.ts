import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCurl } from '../../../shared/curl/write/build-curl.ts';
import type { HttpRequest } from '../../../shared/http/exchange.ts';
import { buildApiRequest } from '../../../shared/oauth/request/api-request.ts';
import { encodeForm } from '../../../shared/text/form-encoding.ts';
import { revealText } from '../../../shared/text/sensitive-text.ts';
import { aField, anAccessToken, aTokenRequest, aWorkspace } from '../../unit/shared/fixtures.ts';

/** The generated command is run by bash and curl; what a server receives is what the preview promised. */
interface Received {
  readonly method: string;
  readonly target: string;
  /** Names in lower case. */
  readonly headers: readonly string[];
  readonly body: string;
}

let received: Received[] = [];
const server = createServer(async (request, response) => {
  const body = (await buffer(request)).toString('latin1');
  const { method = '', url: target = '', rawHeaders } = request;
  const headers = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [`${name.toLowerCase()}: ${rawHeaders[index + 1]}`] : [],
  );
  received.push({ method, target, headers, body });
  response.end();
});
let origin = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** Runs the command with the secrets in variables, as its comments say. */
async function run(request: HttpRequest, secret: string, reveal: 'CLIENT_SECRET'[] = []): Promise<Received> {
  received = [];
  const command = buildCurl(request, { shell: 'bash', insecure: false, reveal });
  await promisify(execFile)('bash', ['-c', `${command.replaceAll(/(^|\n)curl /g, '$1curl -sS ')}`], {
    env: {
      PATH: process.env.PATH,
      CLIENT_SECRET: secret,
      CLIENT_SECRET_FORM: encodeForm(secret),
      ACCESS_TOKEN: 'the-token',
    },
  });
  const [only, ...others] = received;
  expect(others).toEqual([]);
  if (!only) throw new Error('Nothing was received');
  return only;
}

/** The fields that matter: curl has a User-Agent and an order of its own, and no Connection. */
function fieldsOf(headers: readonly string[]): string[] {
  return headers.filter((line) => !/^(user-agent|connection):/.test(line)).sort();
}

function expected(request: HttpRequest): Omit<Received, 'headers'> & { headers: string[] } {
  return {
    method: request.method,
    target: request.url.slice(origin.length),
    headers: fieldsOf(
      request.headers.map(({ name, value }) => `${name.toLowerCase()}: ${revealText(value)}`),
    ),
    body: Buffer.from(revealText(request.body ?? [])).toString('latin1'),
  };
}

const SECRETS = ['Secr3t!', 'plain', ' a b\'c"d$e`f\\g', 'a~b*c', '£€+%&=', '@file', 'x:y'];

describe('the token call that curl sends is the one of the preview', () => {
  for (const secret of SECRETS) {
    for (const [authMethod, basicEncoding] of [
      ['client_secret_post', 'form'],
      ['client_secret_basic', 'form'],
      ['client_secret_basic', 'raw'],
    ] as const) {
      it.each([[[]], [['CLIENT_SECRET' as const]]])(
        `${authMethod} ${basicEncoding}, secret ${secret}, revealed: %j`,
        async (reveal) => {
          const request = aTokenRequest(
            aWorkspace({
              tokenEndpoint: `${origin}/token?tenant=a[1]`,
              client: { clientId: "it's me & co", authMethod, basicEncoding },
              request: {
                scopes: ['read', 'write'],
                parameters: [aField('resource', 'https://a/?x=1&y=2'), aField('!', '~*')],
                headers: [aField('X-Quote', `"it's" $HOME \`id\` !`), aField('X-Empty', '')],
              },
            }),
            secret,
          );
          const { headers, ...rest } = await run(request, secret, reveal);
          expect({ ...rest, headers: fieldsOf(headers) }).toEqual(expected(request));
        },
      );
    }
  }

  it.each(['a=1&&b=2', '@not-a-file', "line 1\r\nline 2 'quoted' $HOME !", '&', 'ünï=%zz', ''])(
    'a raw body: %j',
    async (rawBody) => {
      const request = aTokenRequest(
        aWorkspace({
          tokenEndpoint: `${origin}/token`,
          client: { authMethod: 'none' },
          request: { rawBody },
        }),
      );
      const { headers, ...rest } = await run(request, '');
      expect({ ...rest, headers: fieldsOf(headers) }).toEqual(expected(request));
    },
  );
});

describe('the API call that curl sends is the one of the preview', () => {
  const token = anAccessToken({ value: 'the-token' });

  it.each([
    ['GET', ''],
    ['HEAD', ''],
    ['DELETE', ''],
    ['POST', ''],
    ['POST', '{"a":"it\'s $5!"}'],
    ['PUT', 'plain text'],
    ['PATCH', 'a=b'],
    ['DELETE', '{"why":"not"}'],
  ])('%s %j', async (method, body) => {
    const draft = {
      method,
      url: `${origin}/x?{a}=[1-3]&b=c%20d`,
      headers: [aField('Host', 'other.example')],
      body,
    };
    const request = buildApiRequest(draft, token);
    if (!request.ok) throw new Error(request.error.message);
    const { headers, ...rest } = await run(request.value, '');
    expect({ ...rest, headers: fieldsOf(headers) }).toEqual(expected(request.value));
  });
});
