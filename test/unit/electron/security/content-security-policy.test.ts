import { describe, expect, it } from 'vitest';
import {
  contentSecurityPolicy,
  developmentPolicy,
} from '../../../../electron/security/content-security-policy.ts';

function parsePolicy(policy: string): Record<string, string[]> {
  return Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
}

describe('the content security policy', () => {
  it('lets the page load only its own files', () => {
    expect(parsePolicy(contentSecurityPolicy('abc'))).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'", "'nonce-abc'"],
      'img-src': ["'self'", 'data:'],
      'font-src': ["'self'"],
      'connect-src': ["'none'"],
      webrtc: ["'block'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
    });
  });

  it('allows only Vite’s server in development', () => {
    const policy = parsePolicy(developmentPolicy('http://127.0.0.1:5173/'));
    expect(policy['connect-src']).toEqual(['http://127.0.0.1:5173', 'ws://127.0.0.1:5173']);
    expect(policy['default-src']).toEqual(["'none'"]);
  });
});
