// Runs the token server without the app, on Node alone, for terminals, scripts and CI.
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type CliArguments, HELP, parseArguments } from './cli/arguments.ts';
import { type ConfigFile, parseConfigFile } from './cli/config-file.ts';
import { defaultDataDir } from './cli/data-dir.ts';
import { describeEntries, describeFailure, describeStart, OTHER_FOLDER } from './cli/describe.ts';
import { describeMissingSecrets } from './cli/missing-secrets.ts';
import { createSecretVault, type SecretVault } from './clients/secret-vault.ts';
import { createDefaultConfig, DEMO_CLIENT_SECRET } from './default-config.ts';
import { createExpectationTracker, describeResults, type ExpectationResult } from './expect/expectations.ts';
import { createTokenServer } from './server.ts';

/** A user error: printed as one line, without a stack. */
class UsageError extends Error {}

/** Runs the server until a signal stops it. User errors print one line on stderr and exit with `usageExitCode`. */
export async function runTokenServer(words: readonly string[], usageExitCode = 1): Promise<void> {
  try {
    await start(words);
  } catch (cause) {
    console.error(cause instanceof UsageError ? `token-server: ${cause.message}` : cause);
    process.exitCode = cause instanceof UsageError ? usageExitCode : 1;
  }
}

async function start(words: readonly string[]): Promise<void> {
  const parsed = parseArguments(words);
  if (!parsed.ok) throw new UsageError(`${parsed.error}\n\n${HELP}`);
  if (parsed.value.help) {
    console.log(HELP);
    return;
  }
  await run(parsed.value);
}

async function run(args: CliArguments): Promise<void> {
  const dataDir = args.dataDir ?? defaultDataDir(process.platform, process.env);
  const { config, expect, faults, keepTokens, rotateKeysEvery } = await loadConfig(
    args,
    createSecretVault(dataDir),
  );
  const expectations = createExpectationTracker(expect);
  let lastLogged = 0;
  const server = createTokenServer(config, {
    dataDir,
    keepTokens,
    onLogEntry: (entry) => expectations.add(entry),
    onLog: (entries) => {
      if (!args.quiet) console.log(describeEntries(entries, lastLogged));
      lastLogged = entries.at(-1)?.id ?? lastLogged;
    },
  });
  for (const fault of faults) await server.arm(fault);
  const state = await server.start();
  if (state.status !== 'running') {
    throw new UsageError(state.status === 'failed' ? describeFailure(state.failure) : state.status);
  }
  const demoSecret = args.configFile === null ? DEMO_CLIENT_SECRET : null;
  console.log(describeStart(state, config, join(dataDir, 'ca.pem'), demoSecret));

  const rotation =
    rotateKeysEvery === null
      ? undefined
      : setInterval(() => void server.rotateKeys(), rotateKeysEvery * 1000);
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // Exit at once on a second signal.
      if (isStopping) process.exit(1);
      isStopping = true;
      clearInterval(rotation);
      void server.stop().then(() => {
        console.log('Stopped.');
        if (expect.length > 0) reportExpectations(expectations.results());
      });
    });
  }
}

/** Prints the report. The exit code tells a test run whether the clients met the expectations. */
function reportExpectations(results: readonly ExpectationResult[]): void {
  console.log(describeResults(results));
  if (results.some(({ failures }) => failures.length > 0)) process.exitCode = EXPECTATIONS_FAILED;
}

/** Not 1, which means that the server could not run. */
const EXPECTATIONS_FAILED = 2;

async function loadConfig(args: CliArguments, vault: SecretVault): Promise<ConfigFile> {
  const { configFile } = args;
  const file =
    configFile === null
      ? { config: await createDefaultConfig(), ...NOTHING_BESIDES }
      : await readConfig(configFile, vault);
  const { config } = file;
  const scheme = args.http ? 'http' : config.scheme;
  const { host, names } = args;
  const network =
    names.length === 0 ? {} : { network: { names: [...names], ...(host === null ? {} : { host }) } };
  return { ...file, config: { ...config, ...network, scheme, port: args.port ?? config.port } };
}

const NOTHING_BESIDES = { faults: [], expect: [], keepTokens: false, rotateKeysEvery: null };

async function readConfig(path: string, vault: SecretVault): Promise<ConfigFile> {
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new UsageError(`The configuration could not be read: ${cause.message}`);
  });
  const parsed = await parseConfigFile(text, {
    seal: (secret) =>
      vault.seal(secret).catch((cause: Error) => {
        throw new UsageError(`A secret could not be sealed: ${cause.message}. ${OTHER_FOLDER}`);
      }),
    // Paths are relative to the configuration file.
    read: (name) => readFile(resolve(dirname(path), name), 'utf8'),
    environment: process.env,
  });
  if (!parsed.ok)
    throw new UsageError(`The configuration in ${path} is not valid:\n${parsed.error.join('\n')}`);
  const missing = describeMissingSecrets(parsed.value.config.clients, path);
  if (missing !== null) console.error(`token-server: ${missing}\n`);
  return parsed.value;
}
