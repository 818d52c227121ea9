import { Command, InvalidArgumentError, Option } from 'commander';
import type { CommandContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { VERSION } from './version.ts';

const EXIT_CODES = `
Exit codes:
  0    everything as expected
  1    an expectation was not met
  2    the command line is wrong, or names something that Credence cannot do
  3    a file, variable or secret is missing or cannot be read, or a result cannot be written
  4    no connection: DNS, TCP, TLS, proxy or timeout
  5    the authorization server refused the request
  6    the API refused the call
  7    the server failed: a 5xx status, or a response that makes no sense
  130  cancelled`;

const SECRETS = `
Secrets never stand on the command line, where every process could read them:
  CREDENCE_SECRET_<CLIENT>     the secret of a client; CREDENCE_SECRET_MY_APP for "my-app"
  CREDENCE_VARIABLE_<NAME>     the value of a secret variable
  CREDENCE_PROXY_PASSWORD      the password of the workspace's proxy
  CREDENCE_KEY_PASSPHRASE      the passphrase of the file that --key names
  CREDENCE_PASSPHRASE          opens the secrets that are sealed in the workspace file
  --secret-env, --secret-file  take the selected client's secret from elsewhere`;

const RUN_EXAMPLES = {
  explain: `
Examples:
  credence explain -- curl -k -X POST https://localhost:8443/oauth/v2/oauth-token \\
    -d 'grant_type=client_credentials&client_id=server&client_secret=Secr3t!&scope=read'
  credence explain --output json -- curl -H "Authorization: Bearer $TOKEN" https://api.example.com/orders`,
  token: `
Examples:
  CREDENCE_SECRET_SERVER='Secr3t!' credence token api.credence.json --client server --scope read
  curl -H "$(credence token api.credence.json --output header)" https://api.example.com/orders`,
  call: `
Examples:
  credence call api.credence.json "Hello world" --env dev
  credence call api.credence.json "Hello world" --output json`,
  run: `
Examples:
  credence run api.credence.json --env staging --bail
  credence run api.credence.json "Hello world" Orders --report junit=out.xml --report html=out.html`,
  decode: `
Examples:
  credence token api.credence.json --output bare | credence decode -`,
  server: `
Examples:
  credence server --port 8443
  credence server --config token-server.json`,
};

const FIND_OUT_WHY =
  'after a refusal, send up to six more requests, each changing one thing, to find the cause';

/** The commands and their options. Each command's code is loaded when it runs. */
export function createProgram(context: CommandContext, exit: (code: ExitCode) => void): Command {
  const program = new Command('credence')
    .description('Test the OAuth 2.0 client credentials flow: get tokens, call APIs, explain every refusal.')
    .version(VERSION, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showHelpAfterError('Run with --help to see the options.')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.terminal.print(text.trimEnd()),
      writeErr: (text) => context.terminal.note(text.trimEnd()),
    })
    .addHelpText(
      'after',
      `${EXIT_CODES}\n\nShell completion (bash, zsh, fish, powershell):\n  source <(credence complete bash)`,
    );

  program
    .command('explain')
    .description('Perform a curl command as curl would, and explain what came of it.')
    .argument('<curl...>', 'the command, after --')
    .addOption(outputOption('text', ['text', 'json']))
    .option('--reveal', 'print the token of the response instead of masking it')
    .passThroughOptions()
    .addHelpText('after', RUN_EXAMPLES.explain)
    .action(async (words: string[], options) => {
      readSystemAuthorities();
      const { explain } = await import('./commands/explain.ts');
      exit(await explain(words, options, context));
    });

  workspaceCommand(program, 'token', 'Get a token.', RUN_EXAMPLES.token)
    .addOption(outputOption('text', ['text', 'json', 'bare', 'header', 'env']))
    .option('--scope <scope>', 'a scope to request; may repeat, replaces those of the client', collect)
    .option('--resource <url>', 'a resource indicator (RFC 8707); may repeat', collect)
    .option('--audience <audience>', 'the audience parameter')
    .option('--find-out-why', FIND_OUT_WHY)
    .option('--repeat <count>', 'request it this many times and print percentiles', positive)
    .option('--concurrency <count>', 'how many at a time, with --repeat', positive)
    .option('--allow-remote', 'repeat also against a server that is not this computer')
    .action(async (file: string, options) => {
      readSystemAuthorities();
      const { token } = await import('./commands/token.ts');
      exit(await token(file, options, context));
    });

  workspaceCommand(program, 'call', 'Get a token, then make one saved API call.', RUN_EXAMPLES.call)
    .argument('[name]', 'the name of the call; the first one without it')
    .addOption(outputOption('text', ['text', 'json']))
    .option('--find-out-why', FIND_OUT_WHY)
    .option('--repeat <count>', 'make it this many times and print percentiles', positive)
    .option('--concurrency <count>', 'how many at a time, with --repeat', positive)
    .option('--allow-remote', 'repeat also against a server that is not this computer')
    .action(async (file: string, name: string | undefined, options) => {
      readSystemAuthorities();
      const { call } = await import('./commands/call.ts');
      exit(await call(file, name ?? null, options, context));
    });

  workspaceCommand(program, 'run', 'Make the saved API calls and check what they expect.', RUN_EXAMPLES.run)
    .argument('[names...]', 'the names of the calls; all of them without any')
    .option('--bail', 'stop at the first call that fails')
    .option('--report <format=file>', 'write a report: junit, html or json; - is standard output', collect)
    .action(async (file: string, names: string[], options) => {
      readSystemAuthorities();
      const { run } = await import('./commands/run.ts');
      exit(await run(file, names, options, context));
    });

  program
    .command('decode')
    .description('Print the header and claims of a JWT, and what is wrong with it.')
    .argument('<jwt>', 'the token, or - for standard input')
    .addOption(outputOption('text', ['text', 'json']))
    .addHelpText('after', RUN_EXAMPLES.decode)
    .action(async (jwt: string, options) => {
      const { decode } = await import('./commands/decode.ts');
      exit(await decode(jwt, options, context));
    });

  program
    .command('server')
    .description('Run the token server alone. Its own --help lists its options.')
    .argument('[options...]')
    .allowUnknownOption()
    .passThroughOptions()
    .helpOption(false)
    .addHelpText('after', RUN_EXAMPLES.server)
    .action(async (words: string[]) => {
      const { runTokenServer } = await import('../token-server/cli.ts');
      await runTokenServer(words, EXIT.usage);
    });

  return program;
}

/** A thread of its own takes 0.2 s for it, so it starts before the command's code is loaded. */
function readSystemAuthorities(): void {
  void import('../core/exchange/tls/system-authorities.ts').then(({ loadSystemAuthorities }) =>
    loadSystemAuthorities(),
  );
}

/** Options common to all commands that open a workspace file. */
function workspaceCommand(program: Command, name: string, description: string, examples: string): Command {
  return program
    .command(name)
    .description(description)
    .argument('<file>', 'a workspace file (*.credence.json)')
    .option('--client <id>', 'the client to use, by its client ID; the first one without it')
    .option('--env <name>', 'the environment of the variables')
    .option('--var <name=value>', 'set a variable that is not secret; may repeat', collect)
    .option('--secret-env <name>', "the environment variable with the client's secret")
    .option('--secret-file <file>', "the file with the client's secret; - is standard input")
    .option('--key <name=file>', 'the file of a private key, PEM, JWK or PKCS #12; may repeat', collect)
    .option('--token-endpoint <url>', 'replaces the token endpoint of the workspace')
    .option('--cacert <file>', 'also trust the CAs in this PEM file; may repeat', collect)
    .option('--insecure', 'do not verify TLS certificates')
    .addHelpText('after', `${examples}\n${SECRETS}\n${EXIT_CODES}`);
}

function outputOption(first: string, choices: readonly string[]): Option {
  return new Option('--output <format>', 'how to print the result').choices(choices).default(first);
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function positive(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('Give a whole number from 1.');
  return Number(text);
}
