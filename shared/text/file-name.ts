/** Device names of Windows, with any ending: a file of that name cannot be opened there. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i;

const LONGEST = 120;

/**
 * A proposed file name that names a file on every system, and no folder, device, stream or hidden file. Parts of it may
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
