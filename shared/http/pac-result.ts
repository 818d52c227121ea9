/** One choice of a proxy configuration for a URL. */
export type PacChoice =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly secure: boolean; readonly address: string }
  | { readonly kind: 'unsupported'; readonly text: string };

/**
 * Parses a PAC result from FindProxyForURL or Chromium: `PROXY a:8080; HTTPS b:443; DIRECT`, preferred first. Empty
 * means direct.
 */
export function parsePacResult(text: string): readonly PacChoice[] {
  const parts = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length === 0 ? [{ kind: 'direct' }] : parts.map(parseChoice);
}

function parseChoice(text: string): PacChoice {
  const [keyword = '', address = ''] = text.split(/\s+/);
  switch (keyword.toUpperCase()) {
    case 'DIRECT':
      return { kind: 'direct' };
    case 'PROXY':
    case 'HTTP':
      return address === '' ? { kind: 'unsupported', text } : { kind: 'proxy', secure: false, address };
    case 'HTTPS':
      return address === '' ? { kind: 'unsupported', text } : { kind: 'proxy', secure: true, address };
    default:
      return { kind: 'unsupported', text };
  }
}
