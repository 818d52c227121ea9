import { readFile } from 'node:fs/promises';
import type { PerformedCommand } from '../../shared/curl/read/parse-curl.ts';
import type { HttpVersionChoice, ProxySettings } from '../../shared/model/connection.ts';
import type { TlsPolicy } from '../../shared/tls/policy.ts';
import type { ClientCertificate } from '../core/exchange/client-certificate.ts';
import type { FindProxy } from '../core/exchange/proxy/proxy-route.ts';
import { EXIT } from './exit-codes.ts';
import { Stop } from './stop.ts';

/** How a curl command connects: everything except the request. */
export interface CurlConnection {
  readonly policy: TlsPolicy;
  readonly findProxy: FindProxy;
  readonly httpVersion: HttpVersionChoice;
  readonly clientCertificate: ClientCertificate | null;
  readonly timeLimitMs: number;
  /** Passwords to mask if a server or proxy echoes them. */
  readonly secrets: readonly string[];
}

/** curl has no default timeout. `-m` overrides this one. */
const DEFAULT_TIME_LIMIT_MS = 60_000;

/** Reads the files named in options. Throws a Stop if one cannot be read or used. */
export async function connectionOf(
  command: PerformedCommand,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<CurlConnection> {
  const { kept } = command;
  const { settings, password } = proxySettings(kept);
  const { createFindProxy } = await import('../core/exchange/proxy/find-proxy.ts');
  const proxies = { environment, resolveSystemProxy: async () => 'DIRECT' };
  return {
    policy: {
      verification: command.insecure ? 'off' : 'on',
      extraCas: kept.caFile === undefined ? [] : [{ name: kept.caFile, pem: await readText(kept.caFile) }],
      pins: [],
    },
    findProxy: createFindProxy(settings, password, proxies),
    httpVersion: kept.httpVersion === '--http2' ? '2' : '1.1',
    clientCertificate: kept.certificate === undefined ? null : await readCertificate(kept),
    timeLimitMs: command.timeLimitMs ?? DEFAULT_TIME_LIMIT_MS,
    secrets: password === null ? [] : [password],
  };
}

function proxySettings(kept: PerformedCommand['kept']): {
  readonly settings: ProxySettings;
  readonly password: string | null;
} {
  const { proxy, proxyUser, noProxy = '' } = kept;
  // Unlike the window, curl also uses a proxy for this machine.
  const common = { noProxy, includeLoopback: true };
  if (proxy === undefined) {
    return { settings: { mode: 'system', url: '', username: '', ...common }, password: null };
  }
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  if (!URL.canParse(address)) throw new Stop(EXIT.usage, `“${proxy}” is not the address of a proxy.`);
  const url = new URL(address);
  const [username = '', ...rest] = (
    proxyUser ?? `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  ).split(':');
  url.username = '';
  url.password = '';
  return {
    settings: { mode: 'explicit', url: url.href.replace(/\/$/, ''), username, ...common },
    password: username === '' ? null : rest.join(':'),
  };
}

/**
 * `--cert` names PEM or PKCS #12, with the passphrase after a colon or in `--pass`. `--key` names a separate key file.
 */
async function readCertificate(kept: PerformedCommand['kept']): Promise<ClientCertificate> {
  const [, file = '', attached] = /^((?:\\.|[^:\\])*)(?::([\s\S]*))?$/.exec(kept.certificate ?? '') ?? [];
  const passphrase = kept.passphrase ?? attached ?? null;
  const name = file.replace(/\\(.)/g, '$1');
  const [{ readKey }, { X509Certificate }] = await Promise.all([
    import('../core/credentials/import/read-key.ts'),
    import('node:crypto'),
  ]);
  const key = await readKey(await readBytes(kept.key ?? name), {
    passphrase,
    certificates: kept.key === undefined ? '' : await readText(name),
  });
  if (!key.ok) throw Stop.because(key.error, EXIT.input);
  const { certificates, privateKey } = key.value;
  const [leaf] = certificates;
  if (leaf === undefined) throw new Stop(EXIT.input, `${name} has no certificate.`);
  return {
    chainPem: certificates.join('\n'),
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    fingerprint256: new X509Certificate(leaf).fingerprint256,
  };
}

async function readText(name: string): Promise<string> {
  return new TextDecoder().decode(await readBytes(name));
}

async function readBytes(name: string): Promise<Uint8Array> {
  try {
    return await readFile(name);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Stop(EXIT.input, `Cannot read the file: ${reason}`);
  }
}
