/** What to call a workspace that is made for an address. */
export function hostOf(url: string): string {
  return (URL.canParse(url) ? new URL(url).host : '') || 'Imported';
}
