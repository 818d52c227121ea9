import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { EXIT } from '../../../electron/cli/exit-codes.ts';
import { startServer } from '../token-server/support.ts';
import { aCall, temporaryFolder, writeWorkspace } from './command.ts';

// Every command in docs/cli.md and the first screen of the README, as written. One that is new or was changed fails here
// until it has its row.

const ROOT = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const page = read('docs/cli.md');

/** The exit code of each command, or why it is not run here. */
const COMMANDS: Readonly<Record<string, number | string>> = {
  "credence explain -- curl -k -X POST https://localhost:8443/oauth/v2/oauth-token -d 'grant_type=client_credentials&client_id=server&client_secret=wrong&scope=read'":
    EXIT.refusedByAuthorizationServer,
  "export CREDENCE_SECRET_SERVER='Secr3t!'": 0,
  'credence token orders.credence.json --scope read': 0,
  'credence call orders.credence.json "Hello world" --env dev': 0,
  'curl -H "$(credence token orders.credence.json --output header)" https://localhost:8443/hello_world': 0,
  'credence token orders.credence.json --find-out-why': 0,
  'credence run orders.credence.json --env staging --report junit=results.xml --report html=results.html': 0,
  'credence run orders.credence.json --env staging --report junit=results.xml': 0,
  'source <(credence complete bash)': 0,
  'npm install --global ./credence.tgz': 'the stage “command line package” installs the package',
  'npm install --global dist/cli/credence-*.tgz': 'the stage “command line package” installs the package',
  'npm run package -- cli': 'the stage “command line package” builds the package',
  'npm run cli -- …': 'an abbreviation',
  'docker run --rm -v "$PWD:/work" -w /work -e CREDENCE_SECRET_SERVER node:24 sh -c \'npm install --global ./credence.tgz && credence run orders.credence.json\'':
    'needs Docker and its registry',
};

/** The commands of a page: lines of shell blocks, steps of workflows, and code in running text that is a command. */
function commandsOf(markdown: string): string[] {
  const blocks = [...markdown.matchAll(/```(sh|yaml)\n([\s\S]*?)```/g)].flatMap(([, kind, text = '']) => {
    const lines = text.replaceAll(/\\\n\s*/g, '').split('\n');
    if (kind === 'sh') return lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
    return lines.flatMap((line) => /^\s*- (?:run: )?((?:credence|npm) .*)$/.exec(line)?.[1] ?? []);
  });
  const prose = markdown.replaceAll(/```[\s\S]*?```/g, '');
  const inline = [...prose.matchAll(/`((?:credence|npm|source) [^`]*)`/g)].map(([, text = '']) => text);
  return [...new Set([...blocks, ...inline])];
}

/** A folder with the workspace of the page, and a PATH with the built command. */
async function surroundings() {
  const { endpoints, ca } = await startServer();
  const file = await writeWorkspace(endpoints.token, {
    tls: { verification: 'on', extraCas: [{ name: 'Local CA', pem: ca }] },
    apiCalls: [aCall('Hello world', new URL('/hello_world', endpoints.api).href)],
    variables: {
      environments: ['dev', 'staging'].map((name) => ({ id: name, name })),
      activeEnvironmentId: 'dev',
      items: [],
    },
  });
  const folder = join(file, '..');
  const bin = await temporaryFolder();
  const caFile = join(bin, 'ca.pem');
  await writeFile(caFile, ca);
  const command = `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec '${process.execPath}' '${join(ROOT, 'out/cli/credence.js')}' "$@"\n`;
  await writeFile(join(bin, 'credence'), command);
  await chmod(join(bin, 'credence'), 0o755);
  const env = {
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    CURL_CA_BUNDLE: caFile,
    CREDENCE_SECRET_SERVER: 'Secr3t!',
  };
  return { folder, env, baseUrl: endpoints.baseUrl };
}

function runInBash(command: string, { folder, env }: { folder: string; env: Record<string, string> }) {
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    const child = spawn('bash', ['--norc', '-c', command], { cwd: folder, env });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += String(part)));
    child.once('close', (code) => resolve({ code, output }));
  });
}

test('every command in docs/cli.md has a row here, and no other has', () => {
  expect(commandsOf(page).toSorted()).toEqual(Object.keys(COMMANDS).toSorted());
});

test.skipIf(process.platform === 'win32')(
  'every command in docs/cli.md ends as it says',
  async () => {
    const place = await surroundings();
    const found = new Map<string, number | null>();
    const outputs: string[] = [];
    for (const [command, expected] of Object.entries(COMMANDS)) {
      if (typeof expected === 'string') continue;
      const { code, output } = await runInBash(
        command.replaceAll('https://localhost:8443', place.baseUrl),
        place,
      );
      found.set(command, code);
      outputs.push(`${command}\n${output}`);
    }
    const expected = Object.entries(COMMANDS).filter(([, code]) => typeof code === 'number');
    expect(Object.fromEntries(found), outputs.join('\n')).toEqual(Object.fromEntries(expected));
  },
  120_000,
);

test('docs/cli.md lists every exit code', () => {
  const rows = [...page.matchAll(/^\| (\d+) \| /gm)].map(([, code]) => Number(code));
  expect(rows).toEqual(Object.values(EXIT));
});

test('the README shows credence explain on its first screen', () => {
  const first = read('README.md').split('\n').slice(0, 40).join('\n');
  expect(first).toContain('explain -- curl');
});
