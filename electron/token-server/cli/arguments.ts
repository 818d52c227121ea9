import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../../shared/result.ts';

export interface CliArguments {
  readonly port: number | null;
  readonly http: boolean;
  /** An address to listen on besides loopback. */
  readonly host: string | null;
  /** Host names to answer to. */
  readonly names: readonly string[];
  readonly configFile: string | null;
  readonly dataDir: string | null;
  readonly quiet: boolean;
  readonly help: boolean;
}

export const HELP = `Usage: credence server [options]
       npm run token-server -- [options]   (in the source folder)

Runs Credence's token server without the window, on the loopback addresses of this machine.

  --port <number>      port to listen on (default 8443; 0 for any free one)
  --http               plain HTTP instead of HTTPS
  --host <address>     also listen on this IP address (0.0.0.0 for all): opens the
                       server to the network
  --name <host name>   also answer to this name, with a certificate from a second CA
                       that may issue for these names only; may be repeated
  --config <file>      clients and settings as JSON; without it there are the clients
                       "server" and "short-lived" with the secret Secr3t!
  --data-dir <folder>  where the local CA and the certificate are kept
  --quiet              do not print requests
  --help               show this

Exit codes: 0 stopped, and every expectation of the configuration held; 1 could not run; 2 an expectation failed.

The configuration file:

  {
    "scheme": "https",
    "port": 8443,
    "clients": [
      { "clientId": "server", "secret": "Secr3t!", "scopes": ["read", "write"], "tokenLifetime": 299 }
    ]
  }

An export of clients from the window is such a file without secrets. Add "secret" next to each "clientId", or set
environment variables (TOKEN_SERVER_SECRET_SERVER for the client "server").

docs/TOKEN-SERVER.md describes every member: other authentication methods, JWTs, DPoP, mutual TLS, strict rules,
faults, other products' paths, and "expect", which checks the clients and sets the exit code.`;

/** Parses the arguments, or describes the error in one line. */
export function parseArguments(args: readonly string[]): Result<CliArguments, string> {
  const parsed = readOptions(args);
  if (!parsed.ok) return parsed;
  const { config, 'data-dir': dataDir, help, host, http, name = [], port, quiet } = parsed.value;
  const portNumber = port === undefined ? null : Number(port);
  if (port !== undefined && !/^\d{1,5}$/.test(port)) return err(notAPort(port));
  if (portNumber !== null && portNumber > 65_535) return err(notAPort(port));
  if (host !== undefined && isIP(host) === 0)
    return err(`--host takes an IP address, not ${JSON.stringify(host)}`);
  const isAll = host === '0.0.0.0' || host === '::';
  if (isAll && name.length === 0)
    return err(`--host ${host} needs a --name for each host name that clients use`);
  return ok({
    host: host ?? null,
    names: host === undefined || isAll ? name : [...new Set([host, ...name])],
    port: portNumber,
    http: http ?? false,
    configFile: config ?? null,
    dataDir: dataDir ?? null,
    quiet: quiet ?? false,
    help: help ?? false,
  });
}

function readOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        http: { type: 'boolean' },
        host: { type: 'string' },
        name: { type: 'string', multiple: true },
        config: { type: 'string' },
        'data-dir': { type: 'string' },
        quiet: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return ok(values);
  } catch (cause) {
    return err(cause instanceof Error ? cause.message : String(cause));
  }
}

function notAPort(text: string | undefined): string {
  return `--port takes a number from 0 to 65535, not ${JSON.stringify(text)}`;
}
