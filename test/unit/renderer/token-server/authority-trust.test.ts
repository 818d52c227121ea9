import { describe, expect, test } from 'vitest';
import {
  authorityTrust,
  trustAuthority,
} from '../../../../renderer/features/token-server/overview/authority-trust.ts';
import { DEFAULT_TLS_POLICY } from '../../../../shared/tls/default-policy.ts';

const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const other = { name: 'Other', pem: 'another authority' };

describe('the trust of a workspace in the local authority', () => {
  test('verification off counts before everything else', () => {
    const policy = { ...DEFAULT_TLS_POLICY, verification: 'off' as const, extraCas: [{ name: 'CA', pem }] };
    expect(authorityTrust(policy, pem)).toBe('verification-off');
  });

  test('the authority is recognised by its certificate, whatever its name and its last line break', () => {
    expect(
      authorityTrust({ ...DEFAULT_TLS_POLICY, extraCas: [{ name: 'Mine', pem: pem.trim() }] }, pem),
    ).toBe('trusted');
    expect(authorityTrust({ ...DEFAULT_TLS_POLICY, extraCas: [other] }, pem)).toBe('untrusted');
  });

  test('trusting it turns verification on and keeps existing trust', () => {
    const policy = trustAuthority({ ...DEFAULT_TLS_POLICY, verification: 'off', extraCas: [other] }, pem);
    expect(authorityTrust(policy, pem)).toBe('trusted');
    expect(policy.extraCas).toContainEqual(other);
  });

  test('trusting it twice adds it once', () => {
    const once = trustAuthority(DEFAULT_TLS_POLICY, pem);
    expect(trustAuthority(once, pem)).toEqual(once);
  });
});
