import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { certificateFingerprint } from '../../../../renderer/features/token-server/overview/certificate-fingerprint.ts';
import { SELF_SIGNED } from './self-signed.ts';

test('the fingerprint matches Node’s X.509 parser', async () => {
  expect(await certificateFingerprint(SELF_SIGNED)).toBe(new X509Certificate(SELF_SIGNED).fingerprint256);
});
