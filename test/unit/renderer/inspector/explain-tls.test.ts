import { describe, expect, it, test } from 'vitest';
import {
  builtInAuthority,
  explainProblem,
  explainVerdict,
  tlsRemedies,
} from '../../../../renderer/features/inspector/explain-tls.ts';
import type { FindingAction } from '../../../../shared/diagnose/finding.ts';
import { TLS_PROBLEM_CODES, type TlsProblemCode, type TlsReport } from '../../../../shared/tls/report.ts';
import { runningServer } from '../../../fixtures/running-server.ts';

const report: TlsReport = {
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_128_GCM_SHA256',
  alpn: 'http/1.1',
  serverName: 'api.example',
  chain: [
    {
      subject: 'CN=other.example',
      issuer: 'CN=Some CA',
      names: ['DNS:other.example', 'IP Address:10.0.0.1'],
      validFrom: 0,
      validTo: 1,
      serialNumber: '1',
      key: 'EC P-256',
      fingerprint256: 'AA',
      selfSigned: false,
      isCa: false,
      pem: '',
    },
  ],
  problems: [],
  acceptedBy: 'system',
};

function problem(code: TlsProblemCode) {
  return { code, certificate: 0, platformCode: 'X', message: 'the platform’s words' };
}

describe('the verdict', () => {
  it.each([
    ['system', 'good'],
    ['extra-ca', 'good'],
    ['pin', 'good'],
    ['verification-off', 'danger'],
    [null, 'caution'],
  ] as const)('accepted by %s is %s', (acceptedBy, tone) => {
    expect(explainVerdict({ ...report, acceptedBy }).tone).toBe(tone);
  });

  it('suggests verification if the chain verifies', () => {
    expect(explainVerdict({ ...report, acceptedBy: 'verification-off' }).text).toContain(
      'You can turn it on',
    );
    const failing = { ...report, acceptedBy: 'verification-off' as const, problems: [problem('expired')] };
    expect(explainVerdict(failing).text).toContain('does not verify');
  });
});

test('reports a wrong host with the valid names', () => {
  expect(explainProblem(problem('wrong-host'), report)).toBe(
    'It is for other.example, 10.0.0.1, and you asked for api.example.',
  );
});

test.each(TLS_PROBLEM_CODES.filter((code) => code !== 'other'))(
  '%s is explained in words of our own',
  (code) => {
    expect(explainProblem(problem(code), report)).not.toContain('platform');
  },
);

test('remedies are each once, the safest first, and only about certificates', () => {
  const off: FindingAction = { kind: 'verification-off' };
  const pin: FindingAction = { kind: 'pin-certificate', host: 'a:1', fingerprint256: 'AA' };
  const trust: FindingAction = { kind: 'trust-ca', name: 'CA', pem: 'P' };
  const everywhere: FindingAction = { ...trust, kind: 'trust-ca-everywhere' };
  expect(tlsRemedies([off, pin, { kind: 'retry' }, everywhere, trust, { ...pin }])).toEqual([
    trust,
    everywhere,
    pin,
    off,
  ]);
});

describe('the built-in server’s authority', () => {
  const running = (caPem: string | null) => runningServer({ caPem });

  it.each([
    ['https://localhost:8443/token', running('PEM'), true],
    ['https://127.0.0.1:8443/token', running('PEM'), true],
    ['https://localhost:9443/token', running('PEM'), false],
    ['https://elsewhere.example:8443/token', running('PEM'), false],
    ['https://localhost:8443/token', running(null), false],
    ['https://localhost:8443/token', { status: 'stopped' } as const, false],
  ])('is offered for %s: %#', (url, state, offered) => {
    expect(builtInAuthority(url, state) !== null).toBe(offered);
  });
});
