import { expect, test } from 'vitest';
import { maskForRoom } from '../../../../shared/oauth/mask-for-room.ts';

const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzZXJ2ZXIifQ.c2lnbmF0dXJlLW9mLWl0';
const OPAQUE = '_0XBPWQQ_9c9ba1a7-e8ad-4c1e-9f0c-abc';
const B = '••••••••';

test.each([
  ['a known opaque token', OPAQUE, B],
  ['a part of a known JWT, as the window shows it', 'eyJzdWIiOiJzZXJ2ZXIifQ', `eyJzd${B}`],
  ['its signature alone', 'c2lnbmF0dXJlLW9mLWl0', B],
  ['a JWT that nobody knows', 'id: eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.', `id: eyJhb${B}.eyJzd${B}.${B}`],
  ['an Authorization header', 'Authorization: Bearer abc.def-12345', `Authorization: Bearer ${B}`],
  ['JSON members', '{"refresh_token": "r-1","scope":"read"}', `{"refresh_token": "${B}","scope":"read"}`],
  [
    'form fields',
    'grant_type=client_credentials&client_secret=Secr3t!',
    `grant_type=client_credentials&client_secret=${B}`,
  ],
  ['ordinary words', 'A token for server with scope read.', 'A token for server with scope read.'],
  ['claims', '{"sub":"server","exp":1796074832}', '{"sub":"server","exp":1796074832}'],
])('%s', (_name, text, masked) => {
  expect(maskForRoom(text, [JWT, OPAQUE])).toBe(masked);
});
