import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import { Agent, fetch } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PATHS } from '../../../electron/token-server/paths.ts';
import type { Network } from '../../../shared/token-server/config.ts';
import { GRANT, makeTemporaryFolder, openSocket, startServer } from './support.ts';

// 127.0.0.2 stands for an address of the network: it is one of this machine, and not among the loopback names.

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const OPEN: Network = { host: '127.0.0.2', names: ['127.0.0.2', 'host.docker.internal'] };

/** Reaches `host` at an address, as a hosts file or a container's DNS would have it. */
function agentFor(ca: string, address: string): Agent {
  const lookup = (_host: string, _options: unknown, found: (error: null, addresses: object[]) => void) =>
    found(null, [{ address, family: 4 }]);
  const agent = new Agent({ connect: { ca, lookup: lookup as never } });
  onTestFinished(() => agent.destroy());
  return agent;
}

async function requestToken(url: string, dispatcher: Agent) {
  const response = await fetch(url, { method: 'POST', headers: FORM, body: GRANT, dispatcher });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('a server that is opened by choice', () => {
  test.each([
    ['127.0.0.2', '127.0.0.2'],
    ['host.docker.internal', '127.0.0.2'],
    ['host.docker.internal', '127.0.0.1'],
  ])('serves %s at %s with a certificate of the network CA', async (name, address) => {
    const { endpoints, port } = await startServer({ network: OPEN });
    const agent = agentFor(endpoints.network?.caPem ?? '', address);
    const { body, status } = await requestToken(`https://${name}:${port}${PATHS.token}`, agent);
    expect(status).toBe(200);
    const call = await fetch(`https://${name}:${port}${PATHS.helloWorld}`, {
      headers: { authorization: `Bearer ${String(body.access_token)}` },
      dispatcher: agent,
    });
    expect(call.status).toBe(200);
  });

  test('keeps the local CA for loopback, and neither CA trusts the other’s names', async () => {
    const { ca, endpoints, port } = await startServer({ network: OPEN });
    const network = endpoints.network?.caPem ?? '';
    expect((await requestToken(endpoints.token, agentFor(ca, '127.0.0.1'))).status).toBe(200);
    await expect(requestToken(endpoints.token, agentFor(network, '127.0.0.1'))).rejects.toThrow();
    const url = `https://host.docker.internal:${port}${PATHS.token}`;
    await expect(requestToken(url, agentFor(ca, '127.0.0.2'))).rejects.toThrow();
  });

  test('the network CA is constrained to its names, for servers only, and its files are kept by names', async () => {
    const dataDir = await makeTemporaryFolder();
    const first = await startServer({ network: OPEN }, { dataDir });
    const pem = first.endpoints.network?.caPem ?? '';
    const text = new X509Certificate(pem).raw.toString('latin1');
    expect(text).toContain('host.docker.internal');
    expect(text).not.toContain('localhost');
    expect(new X509Certificate(pem).keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    await first.server.stop();
    const again = await startServer({ network: OPEN }, { dataDir });
    expect(again.endpoints.network?.caPem).toBe(pem);
    const other = await startServer({ network: { names: ['api.example'] } }, { dataDir });
    expect(other.endpoints.network?.caPem).not.toBe(pem);
    expect(other.ca).toBe(again.ca);
  });

  test('still refuses names that are not configured', async () => {
    const { ca, port } = await startServer({ network: OPEN });
    const connection = await openSocket({ ca, port });
    const answer = await connection.exchange(
      'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    );
    expect(answer).toContain('HTTP/1.1 421');
    expect(answer).toContain('host.docker.internal');
  });

  test('reports it in its state and its log', async () => {
    const { server } = await startServer({ network: OPEN });
    const words = 'open to the network at 127.0.0.2';
    expect(server.state).toMatchObject({
      endpoints: { network: { warning: expect.stringContaining(words) } },
      notices: [],
    });
    expect(server.log[0]?.decision).toContain(`warning: The token server is ${words}`);
  });
});

test('serves only loopback by default', async () => {
  const { endpoints, port } = await startServer();
  expect(endpoints.network).toBeUndefined();
  const refused = new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.2', port, rejectUnauthorized: false });
    socket.once('error', resolve);
    socket.once('secureConnect', () => resolve(null));
  });
  expect(await refused).toMatchObject({ code: 'ECONNREFUSED' });
});
