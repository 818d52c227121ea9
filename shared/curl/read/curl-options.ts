/** What a curl option means for a request here. */
export type CurlEffect =
  | 'method'
  | 'header'
  | 'data'
  | 'data-raw'
  | 'data-urlencode'
  | 'json'
  | 'get'
  | 'head'
  | 'url'
  | 'url-query'
  | 'form'
  | 'location'
  | 'user'
  | 'insecure'
  | 'certificate'
  | 'user-agent'
  | 'referer'
  | 'cookie'
  | 'max-time'
  | 'bearer'
  | 'next'
  /** No effect on request or response. */
  | 'quiet'
  /** Ignored; `note` gives the reason. */
  | 'noted';

export interface CurlOption {
  readonly effect: CurlEffect;
  readonly takesValue: boolean;
  readonly note?: string;
  /** Whether the value may contain a password and must not be shown. */
  readonly secret?: boolean;
  /** Stored under this name for a command that is executed directly, not pasted into a form. */
  readonly keeps?: KeptOption;
  /** A form ignores it silently, but it changes what curl sends, or where. */
  readonly changesRequest?: true;
}

/** What an executed command needs besides the request. */
export type KeptOption =
  | 'httpVersion'
  | 'caFile'
  | 'certificate'
  | 'certificateType'
  | 'key'
  | 'passphrase'
  | 'proxy'
  | 'proxyUser'
  | 'noProxy'
  | 'range'
  | 'compressed'
  | 'globOff'
  | 'outputFile';

const value = (effect: CurlEffect): CurlOption => ({ effect, takesValue: true });
const flag = (effect: CurlEffect): CurlOption => ({ effect, takesValue: false });
const notedValue = (note: string): CurlOption => ({ effect: 'noted', takesValue: true, note });
const notedSecret = (note: string): CurlOption => ({ ...notedValue(note), secret: true });
const notedFlag = (note: string): CurlOption => ({ effect: 'noted', takesValue: false, note });
const keeps = (name: KeptOption, option: CurlOption): CurlOption => ({ ...option, keeps: name });

const FILE_NOTE = 'files are not read from a pasted command';
const TLS_NOTE = `${FILE_NOTE}; add the certificate in the TLS settings`;
const PROXY_NOTE = 'the proxy is not taken over';

/** Supported options, by long name. */
const LONG: Readonly<Partial<Record<string, CurlOption>>> = {
  request: value('method'),
  header: value('header'),
  data: value('data'),
  'data-ascii': value('data'),
  'data-binary': value('data'),
  'data-raw': value('data-raw'),
  'data-urlencode': value('data-urlencode'),
  json: value('json'),
  get: flag('get'),
  head: flag('head'),
  url: value('url'),
  'url-query': value('url-query'),
  user: value('user'),
  insecure: flag('insecure'),
  'user-agent': value('user-agent'),
  referer: value('referer'),
  cookie: value('cookie'),
  'max-time': value('max-time'),
  'oauth2-bearer': value('bearer'),
  next: flag('next'),
  location: flag('location'),
  // To other hosts, too, it would send the credentials.
  'location-trusted': { ...flag('location'), changesRequest: true },
  compressed: keeps('compressed', flag('quiet')),
  globoff: keeps('globOff', flag('quiet')),
  'http1.1': keeps('httpVersion', flag('quiet')),
  http2: keeps('httpVersion', flag('quiet')),
  range: keeps('range', value('quiet')),
  output: keeps('outputFile', notedValue('the response is shown here instead of written to a file')),
  'remote-name': keeps('outputFile', notedFlag('the response is shown here instead of written to a file')),
  cacert: keeps('caFile', notedValue(TLS_NOTE)),
  capath: notedValue(TLS_NOTE),
  cert: keeps('certificate', value('certificate')),
  // --cert is enough; the passphrase must not be shown.
  'cert-type': keeps('certificateType', value('quiet')),
  key: keeps('key', value('quiet')),
  'key-type': value('quiet'),
  pass: keeps('passphrase', value('quiet')),
  form: value('form'),
  'form-string': value('form'),
  'upload-file': notedValue(FILE_NOTE),
  config: notedValue(FILE_NOTE),
  'netrc-file': notedValue(FILE_NOTE),
  netrc: notedFlag(FILE_NOTE),
  // It may contain a password.
  proxy: keeps('proxy', notedSecret(PROXY_NOTE)),
  preproxy: notedSecret(PROXY_NOTE),
  'proxy1.0': notedSecret(PROXY_NOTE),
  'proxy-user': keeps('proxyUser', notedSecret(PROXY_NOTE)),
  'proxy-pass': notedSecret(PROXY_NOTE),
  'proxy-tlspassword': notedSecret(PROXY_NOTE),
  tlspassword: notedSecret('TLS-SRP is not supported'),
  noproxy: keeps('noProxy', notedValue(PROXY_NOTE)),
  socks4: notedValue(PROXY_NOTE),
  socks4a: notedValue(PROXY_NOTE),
  socks5: notedValue(PROXY_NOTE),
  'socks5-hostname': notedValue(PROXY_NOTE),
  resolve: notedValue('the address of the host is looked up as usual'),
  'connect-to': notedValue('the address of the host is looked up as usual'),
  'unix-socket': notedValue('only TCP connections are made'),
  'http1.0': notedFlag('HTTP/1.1 is used'),
  'tls-max': notedValue('the TLS version is negotiated'),
  ciphers: notedValue('the cipher is negotiated'),
  digest: notedFlag('only Basic authentication is taken over'),
  ntlm: notedFlag('only Basic authentication is taken over'),
  negotiate: notedFlag('only Basic authentication is taken over'),
  anyauth: notedFlag('only Basic authentication is taken over'),
  'request-target': notedValue('the path of the URL is requested'),
  'aws-sigv4': notedValue('requests are not signed'),
};

/** Unsupported options with a value: the next word is not the URL. */
const NOTED_VALUES =
  'abstract-unix-socket alt-svc continue-at create-file-mode crlfile curves delegation dns-interface dns-ipv4-addr ' +
  'dns-ipv6-addr dns-servers doh-url ech egd-file engine etag-compare etag-save ftp-account ftp-method ftp-port ' +
  'haproxy-clientip hostpubmd5 hostpubsha256 hsts ipfs-gateway knownhosts krb libcurl local-port login-options ' +
  'mail-auth mail-from mail-rcpt output-dir pinnedpubkey proto-default proxy-cacert proxy-capath proxy-cert ' +
  'proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pinnedpubkey ' +
  'proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlsuser pubkey quote random-file rate sasl-authzid ' +
  'service-name sigalgs socks5-gssapi-service telnet-option tftp-blksize time-cond tls13-ciphers tlsauthtype tlsuser ' +
  'upload-flags variable';

const QUIET_FLAGS =
  'silent show-error verbose include fail fail-with-body fail-early no-compressed no-keepalive progress-bar ' +
  'no-progress-meter basic no-buffer tcp-nodelay disable no-sessionid ssl-no-revoke remote-time create-dirs parallel ' +
  'styled-output retry-all-errors retry-connrefused ca-native no-clobber no-npn parallel-immediate ' +
  'remote-header-name remote-name-all remove-on-error show-headers skip-existing suppress-connect-headers ' +
  'trace-time trace-ids junk-session-cookies tlsv1.2';

/** A form has its own settings for these, or none; an executed command must not drop them. */
const CHANGING_FLAGS =
  'http3 http3-only http2-prior-knowledge no-alpn path-as-is ipv4 ipv6 tlsv1 tlsv1.0 tlsv1.1 tlsv1.3 raw post301 ' +
  'post302 post303 tcp-fastopen';

const QUIET_VALUES =
  'connect-timeout retry retry-delay retry-max-time write-out cookie-jar dump-header trace trace-ascii stderr ' +
  'max-redirs limit-rate speed-limit speed-time keepalive-time expect100-timeout max-filesize parallel-max ' +
  'parallel-max-host happy-eyeballs-timeout-ms trace-config keepalive-cnt ip-tos vlan-priority';

const CHANGING_VALUES = 'interface proto proto-redir';

const SHORT: Readonly<Partial<Record<string, string>>> = {
  X: 'request',
  H: 'header',
  d: 'data',
  G: 'get',
  I: 'head',
  u: 'user',
  k: 'insecure',
  A: 'user-agent',
  e: 'referer',
  b: 'cookie',
  m: 'max-time',
  ':': 'next',
  L: 'location',
  o: 'output',
  O: 'remote-name',
  E: 'cert',
  F: 'form',
  T: 'upload-file',
  K: 'config',
  n: 'netrc',
  x: 'proxy',
  U: 'proxy-user',
  s: 'silent',
  S: 'show-error',
  v: 'verbose',
  i: 'include',
  f: 'fail',
  g: 'globoff',
  N: 'no-buffer',
  q: 'disable',
  R: 'remote-time',
  Z: 'parallel',
  '#': 'progress-bar',
  '0': 'http1.0',
  '1': 'tlsv1',
  '4': 'ipv4',
  '6': 'ipv6',
  c: 'cookie-jar',
  D: 'dump-header',
  w: 'write-out',
  r: 'range',
  Y: 'speed-limit',
  y: 'speed-time',
  C: 'continue-at',
  J: 'remote-header-name',
  P: 'ftp-port',
  Q: 'quote',
  j: 'junk-session-cookies',
  t: 'telnet-option',
  z: 'time-cond',
};

/** `--expand-data` and similar. */
const EXPANDED = notedSecret('curl’s own variables are not put in');

const OPTIONS: ReadonlyMap<string, CurlOption> = new Map([
  ...QUIET_FLAGS.split(' ').map((name): [string, CurlOption] => [name, flag('quiet')]),
  ...QUIET_VALUES.split(' ').map((name): [string, CurlOption] => [name, value('quiet')]),
  ...CHANGING_FLAGS.split(' ').map((name): [string, CurlOption] => [
    name,
    { ...flag('quiet'), changesRequest: true },
  ]),
  ...CHANGING_VALUES.split(' ').map((name): [string, CurlOption] => [
    name,
    { ...value('quiet'), changesRequest: true },
  ]),
  ...NOTED_VALUES.split(' ').map((name): [string, CurlOption] => [
    name,
    notedValue('it has no counterpart here'),
  ]),
  ...Object.entries(LONG).flatMap(([name, option]): [string, CurlOption][] =>
    option ? [[name, option]] : [],
  ),
]);

/** The option for a long name without dashes; null if unknown. */
export function longOption(name: string): CurlOption | null {
  if (name.startsWith('expand-')) return EXPANDED;
  return OPTIONS.get(name) ?? null;
}

/** The option for a single letter. */
export function shortOption(letter: string): CurlOption | null {
  const name = SHORT[letter];
  return name === undefined ? null : longOption(name);
}
