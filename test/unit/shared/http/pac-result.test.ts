import { expect, it } from 'vitest';
import { type PacChoice, parsePacResult } from '../../../../shared/http/pac-result.ts';

const proxy = (address: string, secure = false): PacChoice => ({ kind: 'proxy', secure, address });

it.each<[string, readonly PacChoice[]]>([
  ['DIRECT', [{ kind: 'direct' }]],
  ['', [{ kind: 'direct' }]],
  ['PROXY proxy.example:8080', [proxy('proxy.example:8080')]],
  ['PROXY a:1; HTTPS b:2;DIRECT', [proxy('a:1'), proxy('b:2', true), { kind: 'direct' }]],
  ['http a:1', [proxy('a:1')]],
  ['PROXY [::1]:3128', [proxy('[::1]:3128')]],
  ['SOCKS5 a:1080; DIRECT', [{ kind: 'unsupported', text: 'SOCKS5 a:1080' }, { kind: 'direct' }]],
  ['PROXY', [{ kind: 'unsupported', text: 'PROXY' }]],
])('%j', (text, choices) => {
  expect(parsePacResult(text)).toEqual(choices);
});
