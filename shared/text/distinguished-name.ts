/** Escapes a value for a distinguished name (RFC 4514 §2.4). */
export function attributeValue(text: string): string {
  return text
    .replace(/[\\",+<>;=]/g, '\\$&')
    .replace(/^[ #]/, '\\$&')
    .replace(/ $/, '\\ ');
}
