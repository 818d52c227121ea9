import { type AppError, appError } from '../errors.ts';
import { err, ok, type Result } from '../result.ts';

/**
 * Parses a URL for a request: absolute, http or https, without user info. Rejects what the URL standard would silently
 * repair, such as a missing scheme.
 * `what` is the field's label, for example `The token endpoint`.
 */
export function parseTargetUrl(text: string, what: string, example: string): Result<URL, AppError> {
  const trimmed = text.trim();
  const refuse = (message: string, nextStep: string) =>
    err(appError('config.invalid', `${what} ${message}`, { nextStep }));

  if (trimmed === '') return refuse('is empty.', `Enter its address, for example ${example}.`);
  // `//host/path`, a scheme-relative link.
  const withoutScheme = trimmed.replace(/^\/\//, '');
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    return refuse(
      'is not a complete address: it must begin with https:// or http://.',
      !withoutScheme.startsWith('/') && URL.canParse(`https://${withoutScheme}`)
        ? `Did you mean https://${withoutScheme}?`
        : `Enter a whole address, for example ${example}.`,
    );
  }
  if (scheme !== 'https' && scheme !== 'http') {
    return refuse(
      `begins with ${scheme}://, and only https:// and http:// can be requested.`,
      'Change the scheme.',
    );
  }
  if (!URL.canParse(trimmed)) {
    return refuse(
      'is not a valid address.',
      `Look for a missing host, a space or a port above 65535. A valid one: ${example}.`,
    );
  }
  const url = new URL(trimmed);
  if (url.username !== '' || url.password !== '') {
    return refuse(
      'holds a user name or password before the host.',
      'Take them out; credentials go in the client fields or in a header.',
    );
  }
  return ok(url);
}

/** Whether a URL's host is this machine: `localhost`, its subdomains, 127.0.0.0/8 and `[::1]` (RFC 6761 §6.3). */
export function isLoopbackHost(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])\.?$/i.test(hostname);
}
