import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import { fetch } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ClientAuthentication } from '../../../shared/token-server/client-authentication.ts';
import type { MutualTls } from '../../../shared/token-server/config.ts';
import type { ServerClient } from '../../../shared/token-server/server-client.ts';
import { makeClientCertificate } from '../../unit/electron/token-server/make-client-certificate.ts';
import { clientWith } from './client-keys.ts';
import { CONFIG, GRANT, makeTemporaryFolder, type StartedServer, startServer, trusting } from './support.ts';

const run = promisify(execFile);
const shell = async (command: string) => (await run('bash', ['-ec', command])).stdout;

const pinned = await makeClientCertificate('CN=pinned');
const stranger = await makeClientCertificate('CN=stranger');
const byPin: ClientAuthentication = {
  method: 'self_signed_tls_client_auth',
  certificates: [pinned.pem],
};
const byName: ClientAuthentication = {
  method: 'tls_client_auth',
  subject: { field: 'subject_dn', value: 'CN=my client,O=Example' },
};
const CLIENTS: readonly ServerClient[] = [
  ...CONFIG.clients,
  clientWith('pinned', byPin, { certificateBinding: 'required' }),
];

const start = (mutualTls: MutualTls, clients: readonly ServerClient[] = CLIENTS, dataDir?: string) =>
  startServer({ mutualTls, clients: [...clients] }, dataDir === undefined ? {} : { dataDir });

async function requestToken(
  { ca }: StartedServer,
  url: string,
  clientId: string,
  shown: { readonly pem: string; readonly key: string } | null,
  dispatcher = trusting(ca, shown === null ? null : { cert: shown.pem, key: shown.key }),
) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `grant_type=client_credentials&client_id=${clientId}`,
    dispatcher,
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

const decisionsOf = ({ server }: StartedServer) => server.log.map(({ decision }) => decision);

/** A client certificate by openssl, as the documentation has it; signed by the authority in `folder`. */
const issueCommands = (folder: string, files: string, more = '') => `
  cd '${files}'
  openssl req -newkey rsa:2048 -nodes -keyout client-key.pem -subj '/O=Example/CN=my client' -out client.csr 2>/dev/null
  openssl x509 -req -in client.csr -CA '${folder}/ca.pem' -CAkey '${folder}/ca-key.pem' -CAcreateserial -days 30 -out client.pem ${more} 2>/dev/null`;

describe('curl with a client certificate, and verification on', () => {
  const ports: readonly MutualTls[] = [{ mode: 'same-port' }, { mode: 'separate-port', port: 0 }];

  test.each(ports)('gets a token by it, and calls the API: $mode', async (mutualTls) => {
    const [folder, files] = [await makeTemporaryFolder(), await makeTemporaryFolder()];
    const client = clientWith('by-name', byName, { certificateBinding: 'allowed' });
    const started = await start(mutualTls, [...CONFIG.clients, client], folder);
    await shell(issueCommands(folder, files));
    const { api, token } = started.endpoints.mutualTls ?? started.endpoints;
    const curl = `curl -sS --cacert '${folder}/ca.pem'`;
    const certified = `${curl} --cert '${files}/client.pem' --key '${files}/client-key.pem'`;
    const answer = await shell(
      `${certified} '${token}' -d 'grant_type=client_credentials&client_id=by-name&scope=read'`,
    );
    const { access_token } = JSON.parse(answer);
    const call = `'${api}' -H 'Authorization: Bearer ${access_token}'`;
    expect(JSON.parse(await shell(`${certified} ${call}`))).toMatchObject({ message: 'Hello, world!' });
    // Stolen, it is of no use.
    expect(await shell(`${curl} -i ${call}`)).toMatch(
      /^HTTP\/1\.1 401 [\s\S]*error="invalid_token"[\s\S]*certificate/,
    );
    const other = `${curl} '${token}' -d 'grant_type=client_credentials&client_id=by-name'`;
    expect(JSON.parse(await shell(other))).toMatchObject({ error: 'invalid_client' });
  });

  test('logs why a certificate for a name outside the local CA’s constraints is not trusted', async () => {
    const [folder, files] = [await makeTemporaryFolder(), await makeTemporaryFolder()];
    const subject = { field: 'san_dns', value: 'client.example' } as const;
    const started = await start(
      { mode: 'same-port' },
      [clientWith('by-dns', { method: 'tls_client_auth', subject })],
      folder,
    );
    await shell(
      `echo subjectAltName=DNS:client.example > '${files}/names'; ${issueCommands(folder, files, '-extfile names')}`,
    );
    const curl = `curl -sS --cacert '${folder}/ca.pem' --cert '${files}/client.pem' --key '${files}/client-key.pem'`;
    const request = `'${started.endpoints.token}' -d 'grant_type=client_credentials&client_id=by-dns'`;
    expect(JSON.parse(await shell(`${curl} ${request}`))).toMatchObject({ error: 'invalid_client' });
    await expect.poll(() => decisionsOf(started).at(-1)).toContain('may not speak for a name in it');
  });

  test('gets a token with a pinned self-signed certificate', async () => {
    const files = await makeTemporaryFolder();
    await shell(
      `cd '${files}' && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key.pem -subj /CN=me -days 30 -out cert.pem 2>/dev/null`,
    );
    const certificate = await shell(`cat '${files}/cert.pem'`);
    const client = clientWith('me', { method: 'self_signed_tls_client_auth', certificates: [certificate] });
    const started = await start({ mode: 'same-port' }, [client]);
    await writeFile(join(files, 'ca.pem'), started.ca);
    const command = `curl -sS --cacert '${files}/ca.pem' --cert '${files}/cert.pem' --key '${files}/key.pem' '${started.endpoints.token}' -d 'grant_type=client_credentials&client_id=me'`;
    expect(JSON.parse(await shell(command))).toMatchObject({ token_type: 'bearer', expires_in: 299 });
  });
});

describe('mutual TLS at the server’s one port', () => {
  test('goes by which certificate it is, and lets all others do without', async () => {
    const started = await start({ mode: 'same-port' });
    const { token } = started.endpoints;
    expect((await requestToken(started, token, 'pinned', pinned)).status).toBe(200);
    expect((await requestToken(started, token, 'pinned', stranger)).body).toMatchObject({
      error: 'invalid_client',
    });
    expect((await requestToken(started, token, 'pinned', null)).body).toMatchObject({
      error: 'invalid_client',
    });
    await expect
      .poll(() => decisionsOf(started))
      .toEqual([
        expect.stringContaining('token issued'),
        expect.stringContaining('is none of those pinned'),
        expect.stringContaining('the connection has no certificate'),
      ]);
    const response = await fetch(token, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: GRANT,
      dispatcher: trusting(started.ca),
    });
    expect(response.status).toBe(200);
  });

  test('knows the certificate of a resumed session', async () => {
    const started = await start({ mode: 'same-port' });
    const body = 'grant_type=client_credentials&client_id=pinned';
    const request = [
      'POST /oauth/v2/oauth-token HTTP/1.1',
      `Host: localhost:${started.port}`,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n');
    const exchange = (session: Buffer | undefined) =>
      new Promise<{ answer: string; session: Buffer | undefined; isResumed: boolean }>((resolve, reject) => {
        const options = { ca: started.ca, cert: pinned.pem, key: pinned.key, servername: 'localhost' };
        const socket = connect({
          host: '127.0.0.1',
          port: started.port,
          ...options,
          ...(session && { session }),
        });
        onTestFinished(() => void socket.destroy());
        let answer = '';
        let ticket = session;
        let isResumed = false;
        socket.on('session', (given: Buffer) => {
          ticket = given;
        });
        socket.on('data', (chunk: Buffer) => {
          answer += chunk.toString();
        });
        socket.once('error', reject);
        socket.once('secureConnect', () => {
          isResumed = socket.isSessionReused();
          socket.write(request);
        });
        socket.once('close', () => resolve({ answer, session: ticket, isResumed }));
      });
    const first = await exchange(undefined);
    expect([first.answer.slice(0, 12), first.isResumed]).toEqual(['HTTP/1.1 200', false]);
    const second = await exchange(first.session);
    expect([second.answer.slice(0, 12), second.isResumed]).toEqual(['HTTP/1.1 200', true]);
  });

  test('trusts an authority as soon as a client needs one, and its tokens live on', async () => {
    const authority = await makeClientCertificate('CN=my client, O=Example');
    const mutualTls: MutualTls = { mode: 'same-port', authorities: [authority.pem] };
    const started = await start(mutualTls);
    const { token } = started.endpoints;
    const { body } = await requestToken(started, token, 'pinned', pinned);
    const clients = [
      ...CLIENTS,
      clientWith('by-name', {
        method: 'tls_client_auth',
        subject: { field: 'subject_dn', value: 'O=Example,CN=my client' },
      }),
    ];
    const state = await started.server.configure({ ...CONFIG, port: started.port, mutualTls, clients });
    expect(state).toMatchObject({ status: 'running', endpoints: { baseUrl: started.endpoints.baseUrl } });
    expect((await requestToken(started, token, 'by-name', authority)).status).toBe(200);
    expect((await requestToken(started, token, 'by-name', stranger)).status).toBe(401);
    await expect
      .poll(() => decisionsOf(started).at(-1))
      .toMatch(/the certificate is not trusted: it is self-signed/);
    // A pinned one is still taken, though no authority stands behind it.
    expect((await requestToken(started, token, 'pinned', pinned)).status).toBe(200);
    const call = await fetch(started.endpoints.api, {
      headers: { authorization: `Bearer ${body.access_token}` },
      dispatcher: trusting(started.ca, { cert: pinned.pem, key: pinned.key }),
    });
    expect(call.status).toBe(200);
  });

  test('trusts a further authority at once: no connection that waits keeps the verdict of before', async () => {
    const authority = await makeClientCertificate('CN=my client, O=Example');
    const clients = [clientWith('by-name', byName)];
    const started = await start({ mode: 'same-port' }, clients);
    const connections = trusting(started.ca, { cert: authority.pem, key: authority.key });
    const ask = () =>
      requestToken(started, started.endpoints.token, 'by-name', authority, connections).then(
        ({ status }) => status,
      );
    expect(await ask()).toBe(401);
    const ended = once(connections, 'disconnect');
    const mutualTls: MutualTls = { mode: 'same-port', authorities: [authority.pem] };
    await started.server.configure({ ...CONFIG, port: started.port, mutualTls, clients });
    await ended;
    expect(await ask()).toBe(200);
  });
});

describe('mutual TLS at a port of its own', () => {
  test('is named by the metadata, and asked for there alone', async () => {
    const started = await start({ mode: 'separate-port', port: 0 });
    const { endpoints } = started;
    const metadata = await (await fetch(endpoints.metadata, { dispatcher: trusting(started.ca) })).json();
    expect(metadata).toMatchObject({
      token_endpoint: endpoints.token,
      mtls_endpoint_aliases: { token_endpoint: endpoints.mutualTls?.token },
    });
    expect((await requestToken(started, endpoints.mutualTls?.token ?? '', 'pinned', pinned)).status).toBe(
      200,
    );
    expect((await requestToken(started, endpoints.token, 'pinned', pinned)).status).toBe(401);
    await expect
      .poll(() => decisionsOf(started).at(-1))
      .toContain(`the server requests certificates at ${endpoints.mutualTls?.baseUrl}`);
  });

  test('a taken port fails with a message, and releases the main port', async () => {
    const other = await startServer({ scheme: 'http' });
    const folder = await makeTemporaryFolder();
    await expect(start({ mode: 'separate-port', port: other.port }, CLIENTS, folder)).rejects.toThrow(
      `Mutual TLS has no port. Port ${other.port} is already in use`,
    );
  });

  test('that is the main one fails in words that are true', async () => {
    const { port, server } = await startServer({ scheme: 'http' });
    await server.stop();
    const mutualTls = { mode: 'separate-port', port } as const;
    await expect(startServer({ port, mutualTls, clients: [] })).rejects.toThrow(
      `Mutual TLS has no port. Port ${port} is already in use by the token server itself`,
    );
  });

  test('comes and goes as it is configured', async () => {
    const started = await start({ mode: 'off' });
    const { ca, port, server } = started;
    expect(server.state).toMatchObject({
      notices: [expect.stringContaining('Mutual TLS is required by “pinned”')],
    });
    const clients = [...CLIENTS];
    const on = await server.configure({
      ...CONFIG,
      port,
      clients,
      mutualTls: { mode: 'separate-port', port: 0 },
    });
    if (on.status !== 'running') throw new Error('not running');
    expect(on.notices).toEqual([]);
    const { mutualTls } = on.endpoints;
    expect((await requestToken({ ...started, ca }, mutualTls?.token ?? '', 'pinned', pinned)).status).toBe(
      200,
    );
    const off = await server.configure({ ...CONFIG, port, clients, mutualTls: { mode: 'off' } });
    expect(off).toMatchObject({ status: 'running' });
    await expect(requestToken(started, mutualTls?.token ?? '', 'pinned', pinned)).rejects.toThrow();
  });
});
