import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { beforeEach, describe, expect, test } from 'vitest';
import { loadServerCertificate } from '../../../electron/token-server/certificates/certificate-store.ts';
import { makeTemporaryFolder } from '../token-server/support.ts';

let folder = '';
beforeEach(async () => {
  folder = await makeTemporaryFolder();
  await loadServerCertificate(folder, Date.now());
});

/** What whoever steals the authority's key would do: sign a certificate for something else. */
function issue(name: string, extensions: string): string {
  const file = (suffix: string) => join(folder, `${name}${suffix}`);
  writeFileSync(file('.ext'), `basicConstraints=critical,CA:FALSE\n${extensions}\n`);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', file('.key')];
  openssl('req', ...key, '-out', file('.csr'), '-subj', `/CN=${name}`);
  const authority = ['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial'];
  openssl(
    'x509',
    '-req',
    '-in',
    file('.csr'),
    ...authority,
    '-days',
    '9',
    '-extfile',
    file('.ext'),
    '-out',
    file('.pem'),
  );
  return file('.pem');
}

/** OpenSSL's verdict for a purpose. */
function isAccepted(certificate: string, purpose: string): boolean {
  const args = ['verify', '-purpose', purpose, '-CAfile', join(folder, 'ca.pem'), certificate];
  return spawnSync('openssl', args, { stdio: 'pipe' }).status === 0;
}

/** The verdict of this Node: OpenSSL's in plain Node, BoringSSL's in Electron's. */
async function connects(certificate: string): Promise<boolean> {
  const key = readFileSync(certificate.replace('.pem', '.key'));
  const server = createServer({ key, cert: readFileSync(certificate) }, (socket) => socket.end());
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  try {
    return await new Promise<boolean>((resolve) => {
      const socket = connect({
        port,
        host: '127.0.0.1',
        ca: readFileSync(join(folder, 'ca.pem')),
        checkServerIdentity: () => undefined,
      });
      socket.once('secureConnect', () => resolve(true)).once('error', () => resolve(false));
    });
  } finally {
    server.close();
  }
}

const SERVER = 'extendedKeyUsage=serverAuth';

describe('a certificate that the local CA signs', () => {
  test.each([
    ['local', `${SERVER}\nsubjectAltName=DNS:localhost,IP:127.0.0.1`, true],
    ['other-host', `${SERVER}\nsubjectAltName=DNS:www.example.com`, false],
    ['second-host', `${SERVER}\nsubjectAltName=DNS:localhost,DNS:example.com`, false],
    ['lookalike', `${SERVER}\nsubjectAltName=DNS:localhost.example.com`, false],
    // BoringSSL refuses every chain under a constraint on addresses: docs/SECURITY.md says that this remains.
    ['other-address', `${SERVER}\nsubjectAltName=IP:10.0.0.1`, true],
  ])('for a TLS server, %s', async (name, extensions, accepted) => {
    const certificate = issue(name, extensions);
    expect(isAccepted(certificate, 'sslserver')).toBe(accepted);
    expect(await connects(certificate)).toBe(accepted);
  });

  test.each([
    ['mail', 'emailProtection', 'smimesign', false],
    ['mail', 'emailProtection', 'smimeencrypt', false],
    ['time', 'critical,timeStamping', 'timestampsign', false],
    ['client', 'clientAuth', 'sslclient', true],
  ])('for %s (%s, judged as %s) is accepted: %s', (name, usage, purpose, accepted) => {
    const certificate = issue(
      name,
      `keyUsage=critical,digitalSignature,keyAgreement\nextendedKeyUsage=${usage}`,
    );
    expect(isAccepted(certificate, purpose)).toBe(accepted);
  });

  test('is never an authority itself', () => {
    const intermediate = issue('intermediate', 'subjectAltName=DNS:localhost').replace('.pem', '');
    expect(new X509Certificate(readFileSync(`${intermediate}.pem`)).ca).toBe(false);
    expect(new X509Certificate(readFileSync(join(folder, 'ca.pem'))).keyUsage).toEqual([
      '1.3.6.1.5.5.7.3.1',
      '1.3.6.1.5.5.7.3.2',
    ]);
  });
});
