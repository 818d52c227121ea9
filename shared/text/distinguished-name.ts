/** A value as it stands in a distinguished name (RFC 4514 §2.4): what would end or change it has a backslash before it. */
export function attributeValue(text: string): string {
  return text
    .replace(/[\\",+<>;=]/g, '\\$&')
    .replace(/^[ #]/, '\\$&')
    .replace(/ $/, '\\ ');
}
