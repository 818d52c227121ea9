import { expect, test } from 'vitest';
import { writeMember } from '../../../../renderer/features/flow/token/write-member.ts';

test.each([
  ['read write', 'read write'],
  [1795649022, '1795649022'],
  [['https://api.example.com', 'other'], '["https://api.example.com","other"]'],
  [{ roles: ['admin'] }, '{\n  "roles": [\n    "admin"\n  ]\n}'],
  [[{ type: 'payment' }], '[\n  {\n    "type": "payment"\n  }\n]'],
  [null, 'null'],
])('the member %j is laid out only where it is nested', (value, text) => {
  expect(writeMember(value)).toBe(text);
});
