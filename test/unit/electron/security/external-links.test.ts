import { describe, expect, it, vi } from 'vitest';
import { openExternalLink } from '../../../../electron/security/external-links.ts';

function ports(answer = false) {
  return { open: vi.fn(async (_url: string) => {}), confirm: vi.fn(async (_url: string) => answer) };
}

describe('openExternalLink', () => {
  it.each([
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
    'https://datatracker.ietf.org/doc/html/rfc6750',
    'https://curity.io/docs/',
  ])('opens a known host at once: %s', async (url) => {
    const { open, confirm } = ports();
    expect(await openExternalLink(url, { open, confirm })).toEqual({ ok: true, value: null });
    expect(open).toHaveBeenCalledWith(url);
    expect(confirm).not.toHaveBeenCalled();
  });

  it.each([
    'https://example.com/',
    'http://www.rfc-editor.org/',
    'https://curity.io.example.com/',
    'https://curity.io:8443/',
    'https://CURITY.IO.:443/',
  ])('asks before it opens %s', async (url) => {
    const refusing = ports(false);
    await openExternalLink(url, refusing);
    expect(refusing.confirm).toHaveBeenCalledOnce();
    expect(refusing.open).not.toHaveBeenCalled();
    const agreeing = ports(true);
    await openExternalLink(url, agreeing);
    expect(agreeing.open).toHaveBeenCalledOnce();
  });

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ms-msdt:/id',
    'smb://server/share',
    'app://credence/',
    'https://user:pass@curity.io/',
    'not an address',
    '',
  ])('never opens %s', async (url) => {
    const willing = ports(true);
    expect(await openExternalLink(url, willing)).toMatchObject({
      ok: false,
      error: { code: 'config.invalid' },
    });
    expect(willing.open).not.toHaveBeenCalled();
  });
});
