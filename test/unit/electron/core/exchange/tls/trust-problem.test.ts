import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { findPath } from '../../../../../../electron/core/exchange/tls/tls-chain.ts';
import { explainUntrusted } from '../../../../../../electron/core/exchange/tls/trust-problem.ts';
import {
  makeCertificate,
  type TestCertificate,
} from '../../../../../fixtures/certificates/make-certificate.ts';
import { ISSUER_URL, makeTestPki, type TestPki } from '../../../../../fixtures/certificates/test-pki.ts';

let pki: TestPki;
beforeAll(async () => {
  pki = await makeTestPki();
});

/** Why a client that trusts the root of the PKI refuses what a server sent. */
function explain(...sent: readonly TestCertificate[]) {
  const chain = sent.map(({ pem }) => new X509Certificate(pem));
  const trusted = new X509Certificate(pki.root.pem).subject;
  return explainUntrusted(chain, findPath(chain), (name) => name === trusted);
}

const organization = 'Credence Test';
const leaf = { name: 'localhost', names: ['localhost'] };

describe('a chain that leads to no trusted CA', () => {
  it('lacks an intermediate where the certificate says where its issuer’s is published', async () => {
    const sent = await makeCertificate({ ...leaf, issuer: pki.intermediate, issuerUrl: ISSUER_URL });
    expect(explain(sent).code).toBe('missing-intermediate');
  });

  it('ends in an unknown CA although its organization has the name of a trusted one', async () => {
    const stranger = await makeCertificate({ name: 'Credence Test Issuing CA', organization, ca: true });
    const sent = await makeCertificate({ ...leaf, issuer: stranger });
    expect(explain(sent).code).toBe('unknown-ca');
  });

  it('ends in an unknown CA that was sent along and shares the organization of a trusted one', async () => {
    const stranger = await makeCertificate({ name: 'Credence Test Other', organization, ca: true });
    const sent = await makeCertificate({ ...leaf, issuer: stranger, issuerUrl: ISSUER_URL });
    expect(explain(sent, stranger)).toMatchObject({ code: 'unknown-ca', certificate: 1 });
  });

  it('ends in an unknown CA where a trusted CA of the same name did not sign it', async () => {
    const namesake = await makeCertificate({ name: 'Credence Test Root', organization, ca: true });
    const sent = await makeCertificate({ ...leaf, issuer: namesake, issuerUrl: ISSUER_URL });
    expect(explain(sent).code).toBe('unknown-ca');
  });

  it('ends in an unknown root below an intermediate that was sent', async () => {
    const root = await makeCertificate({ name: 'Credence Test Root G2', organization, ca: true });
    const intermediate = await makeCertificate({
      name: 'Credence Test Sub',
      organization,
      ca: true,
      issuer: root,
      issuerUrl: ISSUER_URL,
    });
    const sent = await makeCertificate({ ...leaf, issuer: intermediate });
    expect(explain(sent, intermediate)).toMatchObject({ code: 'unknown-ca', certificate: 1 });
  });

  it('does not take a certificate of the issuer’s name for the issuer if another key signed', async () => {
    const namesake = await makeCertificate({ name: 'Credence Test Intermediate', organization, ca: true });
    const sent = await makeCertificate({ ...leaf, issuer: pki.intermediate });
    expect(explain(sent, namesake)).toMatchObject({ code: 'unknown-ca', certificate: 0 });
  });
});
