/** Headers of an HTML page, which loads and runs nothing. */
export const PAGE_HEADERS = [
  'Content-Type',
  'text/html;charset=UTF-8',
  'Content-Security-Policy',
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options',
  'nosniff',
  'Referrer-Policy',
  'no-referrer',
  'Cache-Control',
  'no-cache',
] as const;

/** A page with a title, paragraphs of text, and trusted HTML. */
export function buildPage(title: string, paragraphs: readonly string[], furtherHtml = ''): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 3rem auto; padding: 0 1rem }
th { text-align: left; font-weight: 500; padding-right: 2rem; white-space: nowrap }
td, pre { font-family: ui-monospace, monospace; font-size: 0.9rem }
td { overflow-wrap: anywhere }
pre { padding: 1rem; border: 1px solid; border-radius: 6px; overflow-x: auto }
</style>
<h1>${escapeHtml(title)}</h1>
${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}
${furtherHtml}
</html>
`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
