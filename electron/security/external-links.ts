import { type AppError, appError } from '../../shared/errors.ts';
import { err, ok, type Result } from '../../shared/result.ts';

/** Hosts that Credence itself links to: RFCs, OpenID, Curity, IANA's registries. */
const KNOWN_HOSTS: ReadonlySet<string> = new Set([
  'curity.io',
  'datatracker.ietf.org',
  'oauth.net',
  'openid.net',
  'www.iana.org',
  'www.rfc-editor.org',
]);

export interface LinkPorts {
  readonly open: (url: string) => Promise<void>;
  /** Asks the user and shows the full URL. */
  readonly confirm: (url: string) => Promise<boolean>;
}

/** Opens known hosts directly. Other web URLs need confirmation, because a server may have supplied them. */
export async function openExternalLink(text: string, ports: LinkPorts): Promise<Result<null, AppError>> {
  const url = URL.parse(text);
  const isWeb = url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
  // Credentials in a URL are deceptive or secret.
  if (!isWeb || url.username !== '' || url.password !== '') return err(refused());
  const isKnown = url.protocol === 'https:' && url.port === '' && KNOWN_HOSTS.has(url.hostname);
  if (isKnown || (await ports.confirm(url.href))) await ports.open(url.href);
  return ok(null);
}

function refused(): AppError {
  return appError(
    'config.invalid',
    'This address cannot be opened in the browser: it is not a plain web address.',
    { nextStep: 'Credence opens http and https addresses without a user name or password in them.' },
  );
}
