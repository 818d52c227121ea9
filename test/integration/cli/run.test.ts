import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { aCall, credence, temporaryFolder, writeWorkspace } from './command.ts';

const TOKEN = 't0ken-that-no-report-may-hold';
const SECRET = 's3cret-that-no-report-may-hold';

/** Issues one token to whoever asks, and answers every other path with what it got. */
async function startApi() {
  let tokens = 0;
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url !== '/token') {
      response.end(JSON.stringify({ echo: request.headers.authorization }));
      return;
    }
    tokens += 1;
    response.end(JSON.stringify({ access_token: TOKEN, token_type: 'Bearer', expires_in: 60 }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, issued: () => tokens };
}

test('credence run shares a token between calls, and its reports contain no token or secret', async () => {
  const { origin, issued } = await startApi();
  const file = await writeWorkspace(`${origin}/token`, {
    apiCalls: [
      aCall('First', `${origin}/a`, [{ kind: 'status', status: 200 }]),
      aCall('Second', `${origin}/b`, [{ kind: 'status', status: 404 }]),
    ],
  });
  const folder = await temporaryFolder();
  const formats = ['junit', 'html', 'json'] as const;
  const reports = formats.flatMap((format) => ['--report', `${format}=${join(folder, format)}`]);
  const { exitCode, stdout } = await credence(['run', file, ...reports], {
    env: { CREDENCE_SECRET_SERVER: SECRET },
  });
  expect([exitCode, issued()]).toEqual([1, 1]);
  expect(stdout).toMatch(
    /✓ First.*✗ Second.*Expected: status is 404\. Found: status is 200\..*1 passed, 1 failed/s,
  );
  for (const format of formats) {
    const report = await readFile(join(folder, format), 'utf8');
    expect(report).toContain('status is 404');
    for (const hidden of [TOKEN, SECRET]) expect(report).not.toContain(hidden);
  }
});
