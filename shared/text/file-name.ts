/** Reserved device names on Windows, with any extension. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i;

const LONGEST = 120;

/**
 * A file name that is valid on every system, and not a folder, device, stream or hidden file. Parts of the input may
 * come from a server or an imported file.
 */
export function safeFileName(proposed: string): string {
  const last = proposed.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[\s.~-]+/, '');
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(plain)?.[0] ?? '';
  const short = plain.length > LONGEST ? plain.slice(0, LONGEST - ending.length) + ending : plain;
  const name = short.replace(/[\s.]+$/, '');
  if (name === '') return 'credence';
  return RESERVED.test(name) ? `_${name}` : name;
}
