import { describe, expect, it } from 'vitest';
import { ExchangeRecorder } from '../../../../../electron/core/exchange/recording/exchange-recorder.ts';
import { mayBeSentTwice } from '../../../../../electron/core/exchange/retry-rule.ts';
import { splitAlternativeNames } from '../../../../../electron/core/exchange/tls/certificate-info.ts';
import { isPinned } from '../../../../../electron/core/exchange/tls/secure-connection.ts';
import { decide } from '../../../../../electron/core/exchange/tls/tls-judge.ts';
import type { ExchangePurpose } from '../../../../../shared/http/exchange.ts';
import type { TlsProblem } from '../../../../../shared/tls/report.ts';

describe('what lets a connection go on', () => {
  const problem: TlsProblem = { code: 'expired', certificate: 0, platformCode: 'X', message: 'x' };
  it.each([
    [[], false, 'on', 'system'],
    [[], true, 'off', 'system'],
    [[problem], false, 'on', null],
    [[problem], true, 'on', 'pin'],
    [[problem], true, 'off', 'pin'],
    [[problem], false, 'off', 'verification-off'],
  ] as const)('problems %j, pinned %s, verification %s: %s', (problems, pinned, verification, expected) => {
    expect(decide(problems, { pinned, verification, trustedBy: 'system' })).toBe(expected);
  });
});

describe('a pin', () => {
  const policy = (host: string, fingerprint256: string) =>
    ({ verification: 'on', extraCas: [], pins: [{ host, fingerprint256 }] }) as const;

  it.each([
    ['localhost:8443', 'AB:CD', true],
    ['LocalHost:8443 ', 'ab:cd', true],
    ['localhost:8443', 'abcd', true],
    ['localhost:8444', 'AB:CD', false],
    ['localhost', 'AB:CD', false],
    ['localhost:8443', 'AB:CE', false],
    ['localhost:8443', '', false],
  ])('for %s with %s', (host, fingerprint, expected) => {
    const pins = { ...policy(host, fingerprint), extraCas: [], pins: [...policy(host, fingerprint).pins] };
    expect(isPinned(pins, 'localhost:8443', 'AB:CD')).toBe(expected);
    expect(isPinned(pins, 'localhost:8443', undefined)).toBe(false);
  });
});

describe('sending a second time after an idle connection died', () => {
  it.each<readonly [string, ExchangePurpose, string, string | null, boolean]>([
    ['POST', 'token', 'Accept', 'grant_type=client_credentials', true],
    ['POST', 'introspection', 'Accept', 'token=x', true],
    ['GET', 'api', 'Accept', null, true],
    ['DELETE', 'api', 'Accept', null, true],
    ['POST', 'api', 'Accept', 'x', false],
    ['PATCH', 'api', 'Accept', 'x', false],
    ['POST', 'token', 'dpop', 'a=b', false],
    ['GET', 'api', 'DPoP', null, false],
    ['POST', 'token', 'Accept', 'a=b&client_assertion=x', false],
    ['POST', 'token', 'Accept', 'a=client_assertion', true],
  ])('%s for %s with %s and body %j: %s', (method, purpose, name, body, expected) => {
    const request = {
      method,
      url: 'https://localhost/',
      headers: [{ name, value: ['x'] }],
      body: body === null ? null : [body],
    };
    expect(mayBeSentTwice(request, { purpose })).toBe(expected);
  });

  it.each<readonly [string, ExchangePurpose, string | null, boolean]>([
    ['POST', 'token', 'a=b', true],
    ['GET', 'api', null, true],
    ['POST', 'api', 'x', false],
    ['POST', 'token', 'a=b&client_assertion=x', false],
  ])('%s for %s whose proof is made anew: %j', (method, purpose, body, expected) => {
    const request = {
      method,
      url: 'https://localhost/',
      headers: [{ name: 'DPoP', value: ['x'] }],
      body: body === null ? null : [body],
    };
    const renewProof = async () => request;
    expect(mayBeSentTwice(request, { purpose, renewProof })).toBe(expected);
  });
});

describe('alternative names', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['DNS:localhost', ['DNS:localhost']],
    ['DNS:a, IP Address:0:0:0:0:0:0:0:1', ['DNS:a', 'IP Address:0:0:0:0:0:0:0:1']],
    ['DNS:"odd, DNS:evil.example", DNS:b', ['DNS:"odd, DNS:evil.example"', 'DNS:b']],
    ['DNS:"quote \\" inside, x", DNS:b', ['DNS:"quote \\" inside, x"', 'DNS:b']],
  ])('%j', (text, expected) => {
    expect(splitAlternativeNames(text)).toEqual(expected);
  });
});

describe('the recorder', () => {
  const stages = ({ total: _total, ...rest }: ReturnType<ExchangeRecorder['timings']>) =>
    Object.entries(rest).flatMap(([stage, duration]) => (duration === null ? [] : [stage]));

  it('knows no duration of a stage that did not happen', () => {
    const recorder = new ExchangeRecorder();
    recorder.enter('connect');
    recorder.enter('send');
    expect(recorder.stage).toBe('send');
    expect(stages(recorder.timings())).toEqual(['tcp', 'send']);
  });

  it('only goes forward, and gives a wait of nothing to an answer that came early', () => {
    const recorder = new ExchangeRecorder();
    recorder.enter('send');
    recorder.enter('receive');
    recorder.enter('wait');
    expect(recorder.stage).toBe('receive');
    const timings = recorder.timings();
    expect(timings.wait).toBe(0);
    expect(stages(timings)).toEqual(['send', 'wait', 'receive']);
  });

  it('forgets the first attempt when it starts again', () => {
    const recorder = new ExchangeRecorder();
    recorder.enter('send');
    recorder.restart();
    expect(recorder.stage).toBe('prepare');
    recorder.enter('dns');
    expect(stages(recorder.timings())).toEqual(['dns']);
  });
});
