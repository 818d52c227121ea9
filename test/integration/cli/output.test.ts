import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Script, startRawServer } from '../../fixtures/servers/raw-server.ts';
import { answer } from '../../fixtures/servers/scripts.ts';
import { startServer } from '../token-server/support.ts';
import { aCall, credence, writeWorkspace } from './command.ts';

const SCHEMAS = join(import.meta.dirname, '../../../docs/schemas');
const env = { CREDENCE_SECRET_SERVER: 'Secr3t!' };

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);
for (const name of ['report-1', 'output-1']) {
  ajv.addSchema(JSON.parse(readFileSync(join(SCHEMAS, `${name}.schema.json`), 'utf8')));
}
const validate = ajv.getSchema('output-1.schema.json');

/** Runs a command with `--output json`, and holds what it prints to the published schema. */
async function printed(words: readonly string[]) {
  const { exitCode, stdout } = await credence(words, { env });
  const json = JSON.parse(stdout);
  expect([validate?.(json), validate?.errors]).toEqual([true, null]);
  return { exitCode, json };
}

/** Takes the secret in the Authorization header, raw, and does not say why it refuses anything else. */
const takesRawBasic: Script = async (peer) => {
  const accepted = `Basic ${Buffer.from('server:Secr3t!').toString('base64')}`;
  const json = (value: object, status: string) =>
    answer(JSON.stringify(value), { status, headers: ['Content-Type: application/json'] });
  for (let request = await peer.readRequest(); request; request = await peer.readRequest()) {
    const isRight = request.toString('latin1').includes(accepted);
    peer.write(
      isRight
        ? json({ access_token: 'a-token-of-a-test', token_type: 'bearer' }, '200 OK')
        : json({ error: 'invalid_client' }, '401 Unauthorized'),
    );
  }
};

async function refusingWorkspace(): Promise<string> {
  const server = await startRawServer({ script: takesRawBasic });
  onTestFinished(() => server.close());
  const clients = [{ id: 'c1', clientId: 'server', authMethod: 'client_secret_post' }];
  return writeWorkspace(server.url('/token'), { clients });
}

describe('--output json matches docs/schemas/output-1.schema.json', () => {
  test('for a token, repeated requests, and API calls with expectations', async () => {
    const { endpoints } = await startServer({ scheme: 'http' });
    const write = new URL('/api/write', endpoints.api).href;
    const apiCalls = [
      aCall('Hello', new URL('/hello_world', endpoints.api).href),
      aCall('Refused', write, [{ kind: 'refused', error: 'insufficient_scope' }]),
      aCall('Missed', write, [{ kind: 'status', status: 200 }]),
    ];
    const file = await writeWorkspace(endpoints.token, { apiCalls });
    const json = ['--output', 'json'];
    expect((await printed(['token', file, ...json])).json).toMatchObject({ exitCode: 0, verdict: null });
    const repeated = await printed(['token', file, '--repeat', '3', ...json]);
    expect(repeated.json).toMatchObject({ exitCode: 0, completed: 3, succeeded: 3, failures: [] });
    const hello = await printed(['call', file, 'Hello', ...json]);
    expect(hello.json).toMatchObject({ exitCode: 0, expectations: [], findOutWhy: null });
    const refused = await printed(['call', file, 'Refused', ...json]);
    expect(refused.json).toMatchObject({ exitCode: 0, expectations: [{ passed: true }] });
    const missed = await printed(['call', file, 'Missed', ...json]);
    expect([missed.exitCode, missed.json]).toMatchObject([1, { expectations: [{ passed: false }] }]);
  });

  test('for a refusal, with its confidence and the causes that remain', async () => {
    const { exitCode, json } = await printed(['token', await refusingWorkspace(), '--output', 'json']);
    expect(exitCode).toBe(5);
    expect(json.verdict).toMatchObject({ id: 'oauth-invalid-client', confidence: 'possible' });
    expect(json.verdict.causes).toContain('client-secret-wrong');
    expect(json.findOutWhy).toBeNull();
  });

  test('for a JWT, and for a curl command', async () => {
    const jwt = [{ alg: 'RS256' }, { sub: 'server', exp: 1_700_000_000 }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .concat('c2ln')
      .join('.');
    const decoded = await printed(['decode', jwt, '--output', 'json']);
    expect(decoded.json).toMatchObject({ claims: { sub: 'server' } });
    const explained = await printed(['explain', '--output', 'json', '--', 'curl', 'http://127.0.0.1:1/']);
    expect([explained.exitCode, explained.json.exitCode]).toEqual([4, 4]);
  });
});

test('a member of the workspace file that is not known is named on stderr', async () => {
  const { endpoints } = await startServer({ scheme: 'http' });
  const file = await writeWorkspace(endpoints.token, { colour: 'blue' });
  const { exitCode, stderr } = await credence(['token', file, '--output', 'bare'], { env });
  expect([exitCode, stderr]).toEqual([
    0,
    'The workspace file has a member that is not known here: colour (line 1).\n',
  ]);
});

describe('--find-out-why', () => {
  test('sends requests that each change one thing, until one is accepted, and says what that means', async () => {
    const file = await refusingWorkspace();
    const { exitCode, stdout, stderr } = await credence(['token', file, '--find-out-why'], { env });
    expect([exitCode, stdout]).toEqual([5, '']);
    expect(stderr).toMatch(/Finding out why, by up to \d more requests, each changing one thing/);
    expect(stderr).toContain('As sent: 401 invalid_client');
    expect(stderr).toMatch(/Form-encoded Basic credentials: 401 .*Raw Basic credentials: 200/s);
    expect(stderr).toMatch(/Raw Basic credentials: accepted.* \[certain\]/);
    expect(stderr).not.toContain('Secr3t!');
    expect(stderr).not.toContain('a-token-of-a-test');
  });

  test('is in the JSON, too', async () => {
    const { json } = await printed([
      'token',
      await refusingWorkspace(),
      '--find-out-why',
      '--output',
      'json',
    ]);
    expect(json.findOutWhy).toMatchObject({ problem: null, conclusion: { confidence: 'certain' } });
    expect(json.findOutWhy.steps.at(-1)).toMatchObject({ outcome: 'accepted' });
  });

  test('sends nothing more without the option, and says what it would do', async () => {
    let requests = 0;
    const server = await startRawServer({
      script: (peer, ...rest) => {
        requests += 1;
        return takesRawBasic(peer, ...rest);
      },
    });
    onTestFinished(() => server.close());
    const file = await writeWorkspace(server.url('/token'), {
      clients: [{ id: 'c1', clientId: 'server', authMethod: 'client_secret_post' }],
    });
    const { stderr } = await credence(['token', file], { env });
    expect(stderr).toMatch(/--find-out-why would send up to \d more requests, each changing one thing/);
    expect(requests).toBe(1);
  });

  test('sends nothing where the cause is certain', async () => {
    const file = await writeWorkspace('http://127.0.0.1:1/token');
    const { exitCode, stderr } = await credence(['token', file, '--find-out-why'], { env });
    expect([exitCode, stderr]).toEqual([4, expect.stringContaining('No further request could tell more.')]);
  });
});
