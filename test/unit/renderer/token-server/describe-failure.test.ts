import { describe, expect, test } from 'vitest';
import { describeFailure } from '../../../../renderer/features/token-server/describe-failure.ts';
import type { TokenServerSettings } from '../../../../shared/ipc/inputs.ts';
import type { TokenServerFailure } from '../../../../shared/token-server/state.ts';

const settings: TokenServerSettings = { scheme: 'https', port: 8443 };

function failure(code: TokenServerFailure['code'], freePort: number | null = null): TokenServerFailure {
  return { code, message: 'the platform’s own words', freePort };
}

describe('describeFailure', () => {
  test('offers a free port, with one click', () => {
    const advice = describeFailure(failure('port-in-use', 8444), settings);
    expect(advice.title).toBe('Port 8443 is taken');
    expect(advice.action).toBe('Start on 8444 instead');
    expect(advice.startWith).toEqual({ scheme: 'https', port: 8444 });
  });

  test('explains what to do if there is no free port', () => {
    const advice = describeFailure(failure('port-in-use'), settings);
    expect(advice.startWith).toBeNull();
    expect(advice.nextStep).toContain('another port');
  });

  test('a port that needs an administrator offers the usual one', () => {
    const advice = describeFailure(failure('permission-denied'), { ...settings, port: 443 });
    expect(advice.title).toContain('port 443');
    expect(advice.startWith).toEqual({ scheme: 'https', port: 8443 });
  });

  test('names a second port that failed, and offers to disable it with one click', () => {
    const advice = describeFailure({ ...failure('port-in-use'), mutualTlsPort: 8444 }, settings);
    expect(advice.title).toContain('8444, for mutual TLS');
    expect(advice.startWith).toEqual({ scheme: 'https', port: 8443, mutualTls: { mode: 'off' } });
  });

  test('offers plain HTTP if the certificate cannot be generated', () => {
    expect(describeFailure(failure('certificate'), settings).startWith).toEqual({
      scheme: 'http',
      port: 8443,
    });
  });

  test.each(['crashed', 'other'] as const)('after %s it can be started again as it was', (code) => {
    const advice = describeFailure(failure(code), settings);
    expect(advice.startWith).toBeNull();
    expect(advice.action).toBe('Start again');
  });
});
