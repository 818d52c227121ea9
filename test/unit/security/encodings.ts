/** How servers, proxies and frameworks write back what they got: each takes a secret and gives a text that holds it. */
export const ENCODINGS: readonly (readonly [name: string, encode: (secret: string) => string])[] = [
  ['as it is', (secret) => secret],
  ['encodeURIComponent', encodeURIComponent],
  ['form encoded', (secret) => new URLSearchParams({ a: secret }).toString().slice(2)],
  [
    'form encoded, with lower-case hex',
    (secret) => lowerHex(new URLSearchParams({ a: secret }).toString().slice(2)),
  ],
  ['encodeURIComponent, with lower-case hex', (secret) => lowerHex(encodeURIComponent(secret))],
  ['RFC 3986, ~ unescaped', (secret) => percentAll(secret, /[\w.~-]/)],
  ['RFC 3986, ~ escaped', (secret) => percentAll(secret, /[\w.-]/)],
  ['percent-encoded, every character', (secret) => percentAll(secret, /(?!)/)],
  ['percent-encoded twice', (secret) => encodeURIComponent(encodeURIComponent(secret))],
  ['JSON', (secret) => JSON.stringify(secret).slice(1, -1)],
  ['JSON with \\/', (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/')],
  ['JSON, ASCII only', (secret) => jsonAscii(secret, /[\x20-\x7e]/)],
  ['JSON, HTML-safe', (secret) => jsonAscii(JSON.stringify(secret).slice(1, -1), /[^<>&'+=\x80-\uffff]/)],
  ['JSON, every character escaped', (secret) => jsonAscii(secret, /(?!)/)],
  [
    'JSON, every character escaped in upper case',
    (secret) => jsonAscii(secret, /(?!)/).replace(/[a-f](?=\w{0,3})/g, (c) => c.toUpperCase()),
  ],
  ['JSON in JSON', (secret) => JSON.stringify(JSON.stringify(secret))],
  ['HTML, named', (secret) => secret.replace(/[&<>"']/g, (c) => HTML[c] ?? c)],
  ['HTML, decimal', (secret) => [...secret].map((c) => `&#${c.codePointAt(0)};`).join('')],
  ['HTML, hex', (secret) => [...secret].map((c) => `&#x${c.codePointAt(0)?.toString(16)};`).join('')],
  [
    'HTML, hex in upper case',
    (secret) => [...secret].map((c) => `&#X${c.codePointAt(0)?.toString(16).toUpperCase()};`).join(''),
  ],
  [
    'HTML, Latin-1 named',
    (secret) => secret.replaceAll('ü', '&uuml;').replaceAll('&', '&amp;').replaceAll('&amp;uuml;', '&uuml;'),
  ],
  ['a form in HTML', (secret) => encodeURIComponent(secret).replaceAll("'", '&#39;')],
  [
    'JavaScript \\x',
    (secret) =>
      secret.replace(/[^\w\x80-\uffff]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`),
  ],
  [
    'JavaScript escape()',
    (secret) => secret.replace(/[^\w]/g, (c) => `%u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  ],
  ...[0, 1, 2].flatMap((offset) =>
    (['base64', 'base64url'] as const).flatMap((alphabet) => [
      [
        `${alphabet}, at offset ${offset}`,
        (secret: string) => binary(`${'x'.repeat(offset + 3)}${secret}yz`, alphabet),
      ] as const,
      [
        `${alphabet} alone after ${offset} bytes`,
        (secret: string) => binary(`${':'.repeat(offset)}${secret}`, alphabet),
      ] as const,
      [
        `${alphabet} without padding after ${offset} bytes`,
        (secret: string) => binary(`${':'.repeat(offset)}${secret}`, alphabet).replace(/=+$/, ''),
      ] as const,
    ]),
  ),
  ['base64 of the form', (secret) => binary(`id:${encodeURIComponent(secret)}`, 'base64')],
  ['base64, percent-encoded', (secret) => encodeURIComponent(binary(`id:${secret}`, 'base64'))],
  ['base64 of base64', (secret) => binary(binary(secret, 'base64'), 'base64')],
  ['base64 in lines', (secret) => binary(`id:${secret}`, 'base64').replace(/.{8}/g, '$&\r\n')],
  ['hex', (secret) => Buffer.from(secret).toString('hex')],
  ['hex in upper case', (secret) => Buffer.from(secret).toString('hex').toUpperCase()],
  ['folded over two lines', (secret) => `${secret.slice(0, 4)}\r\n${secret.slice(4)}`],
];

const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function lowerHex(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (encoded) => encoded.toLowerCase());
}

function percentAll(text: string, unreserved: RegExp): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return byte < 0x80 && unreserved.test(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

function jsonAscii(text: string, plain: RegExp): string {
  return text
    .split('')
    .map((unit) =>
      plain.test(unit) && !/["\\]/.test(unit)
        ? unit
        : unit === '\\' && plain.test('\\')
          ? unit
          : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .join('');
}

function binary(text: string, alphabet: 'base64' | 'base64url'): string {
  return Buffer.from(text).toString(alphabet);
}
