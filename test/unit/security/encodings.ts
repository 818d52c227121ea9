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
  ['percent-encoded four times', (secret) => [1, 2, 3, 4].reduce(encodeURIComponent, secret)],
  ['percent-encoded in mixed case', (secret) => mixedCase(percentAll(secret, /(?!)/))],
  ['quoted-printable', (secret) => quotedPrintable(secret)],
  ['quoted-printable in lines', (secret) => quotedPrintable(secret).replace(/.{9}/g, '$&=\r\n')],
  ['base64, indented', (secret) => binary(secret, 'base64').replace(/.{6}/g, '$&\r\n  ')],
  ['base64, spaced out', (secret) => binary(secret, 'base64').replace(/.{4}/g, '$& ')],
  ...[':', ' ', '-', ', '].map(
    (separator) =>
      [`hex, with “${separator}” between`, (secret: string) => hexBytes(secret).join(separator)] as const,
  ),
  [
    'hex, as a list of 0x',
    (secret) =>
      hexBytes(secret)
        .map((byte) => `0x${byte}`)
        .join(', '),
  ],
  [
    'bytes as \\x',
    (secret) =>
      hexBytes(secret)
        .map((byte) => `\\x${byte}`)
        .join(''),
  ],
  [
    'bytes in octal',
    (secret) => [...Buffer.from(secret)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''),
  ],
  ['bytes as a list of numbers', (secret) => [...Buffer.from(secret)].join(',')],
  ['bytes as JSON in lines', (secret) => [...Buffer.from(secret)].join(',\r\n  ')],
  ['JavaScript \\u{}', (secret) => [...secret].map((c) => `\\u{${c.codePointAt(0)?.toString(16)}}`).join('')],
  ['HTML without semicolons', (secret) => [...secret].map((c) => `&#${c.codePointAt(0)}`).join('')],
  [
    'HTML with zeros',
    (secret) => [...secret].map((c) => `&#x0000${c.codePointAt(0)?.toString(16)};`).join(''),
  ],
  ['UTF-16 as bytes', (secret) => [...secret].join('\0')],
  ['hex of UTF-16', (secret) => Buffer.from(secret, 'utf16le').toString('hex')],
  ['hex of UTF-16, big-endian', (secret) => Buffer.from(secret, 'utf16le').swap16().toString('hex')],
  ['base64 of UTF-16', (secret) => Buffer.from(`\ufeff${secret}`, 'utf16le').toString('base64')],
  ['base64 of percent-encoding', (secret) => binary(percentAll(secret, /(?!)/), 'base64')],
  [
    'base64 of HTML',
    (secret) =>
      binary(
        secret.replace(/[&<>"']/g, (c) => HTML[c] ?? c),
        'base64',
      ),
  ],
  ['base64 of JSON, ASCII only', (secret) => binary(jsonAscii(secret, /[\w ]/), 'base64')],
  ['base64 three times', (secret) => [1, 2, 3].reduce((text) => binary(text, 'base64'), secret)],
  ['base64 of hex', (secret) => binary(hexBytes(secret).join(''), 'base64')],
  ['hex of base64', (secret) => Buffer.from(binary(secret, 'base64')).toString('hex')],
  ['hex of percent-encoding', (secret) => Buffer.from(encodeURIComponent(secret)).toString('hex')],
  ['hex of hex', (secret) => Buffer.from(hexBytes(secret).join('')).toString('hex')],
  ['base32', base32],
  ['base32 in lower case', (secret) => base32(secret).toLowerCase()],
  ['folded over two lines, indented', (secret) => `${secret.slice(0, 4)}\r\n\t${secret.slice(4)}`],
  ['in upper case', (secret) => secret.toUpperCase()],
  ['folded over two lines', (secret) => `${secret.slice(0, 4)}\r\n${secret.slice(4)}`],
];

const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function hexBytes(text: string): string[] {
  return [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, '0'));
}

/** RFC 2045 §6.7, every byte escaped. */
function quotedPrintable(text: string): string {
  return hexBytes(text)
    .map((byte) => `=${byte.toUpperCase()}`)
    .join('');
}

/** RFC 4648 §6. */
function base32(text: string): string {
  const bits = [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups
    .map((group) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(group.padEnd(5, '0'), 2)])
    .join('');
}

function mixedCase(text: string): string {
  return text.replace(/%../g, (byte, at: number) => (at % 2 === 0 ? byte.toLowerCase() : byte));
}

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
