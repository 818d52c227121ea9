import type { TlsPolicy } from '../../../../shared/tls/policy.ts';

export type AuthorityTrust = 'trusted' | 'verification-off' | 'untrusted';

/** What a workspace does with certificates of the local authority. */
export function authorityTrust(policy: TlsPolicy, caPem: string): AuthorityTrust {
  if (policy.verification === 'off') return 'verification-off';
  return policy.extraCas.some(({ pem }) => pem.trim() === caPem.trim()) ? 'trusted' : 'untrusted';
}

/** The policy that verifies and accepts the local authority besides the system's. */
export function trustAuthority(policy: TlsPolicy, caPem: string): TlsPolicy {
  const known = policy.extraCas.some(({ pem }) => pem.trim() === caPem.trim());
  const extraCas = known
    ? policy.extraCas
    : [...policy.extraCas, { name: 'Credence token server', pem: caPem }];
  return { ...policy, verification: 'on', extraCas };
}
