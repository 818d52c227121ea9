import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly uses?: string;
  readonly needs?: string | readonly string[];
  readonly 'timeout-minutes'?: number;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
  readonly steps?: readonly Step[];
}
interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(import.meta.dirname, '../../../.github/workflows');
const texts = new Map(
  ['ci.yml', 'release.yml'].map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);
const workflows = new Map([...texts].map(([name, text]) => [name, parse(text) as Workflow]));
const jobsOf = (name: string) => workflows.get(name)?.jobs ?? {};
const stepsOf = (name: string) => Object.values(jobsOf(name)).flatMap(({ steps = [] }) => steps);

describe.each([...texts])('%s', (name, text) => {
  it('pins every action by its commit, and names the version', () => {
    const uses = [...text.matchAll(/uses: (.+)$/gm)].map(([, action = '']) => action);
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses.filter((each) => !each.startsWith('./'))) {
      expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  it('may only read the repository, except to make a release', () => {
    expect(workflows.get(name)?.permissions).toEqual({ contents: 'read' });
    const writing = Object.entries(jobsOf(name)).filter(([, { permissions }]) => permissions !== undefined);
    expect(writing.map(([job]) => job)).toEqual(name === 'release.yml' ? ['release'] : []);
  });

  it('leaves no token in the checked out repository', () => {
    const checkouts = stepsOf(name).filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    for (const { with: options } of checkouts) expect(options).toEqual({ 'persist-credentials': false });
  });

  it('uses no expression in a shell command, where a name could inject code', () => {
    for (const { run = '' } of stepsOf(name)) expect(run).not.toContain('${{');
  });

  it('ends every job in bounded time', () => {
    for (const job of Object.values(jobsOf(name))) {
      if (job.uses === undefined) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
    }
  });
});

describe('what the workflows run', () => {
  it('tests on three systems with Node 22 and 24', () => {
    const { strategy, steps = [] } = jobsOf('ci.yml').test ?? {};
    expect(strategy?.matrix.os).toEqual(['ubuntu-24.04', 'macos-15', 'windows-2025']);
    expect(strategy?.matrix.node).toEqual([22, 24]);
    expect(steps.map(({ run }) => run)).toEqual(expect.arrayContaining(['npm ci', 'npm test']));
  });

  it('releases only what was tested and packaged, as a draft', () => {
    expect(jobsOf('release.yml').test?.uses).toBe('./.github/workflows/ci.yml');
    expect(jobsOf('release.yml').package?.needs).toBe('test');
    expect(jobsOf('release.yml').release?.needs).toEqual(['verify', 'package']);
    expect(texts.get('release.yml')).toContain(
      'gh release create "$GITHUB_REF_NAME" --repo "$GITHUB_REPOSITORY" --draft',
    );
  });

  it('attests the packages that the checksums name', () => {
    const attest = stepsOf('release.yml').find(({ uses }) => uses?.startsWith('actions/attest@'));
    expect(attest?.with).toEqual({ 'subject-checksums': 'release/files/SHA256SUMS' });
    expect(texts.get('release.yml')).toContain('sha256sum credence-* > SHA256SUMS');
  });

  it('names only scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(join(folder, '../../package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const text of texts.values()) {
      for (const [, script = ''] of text.matchAll(/npm run ([a-z:-]+)/g))
        expect(scripts).toHaveProperty(script);
    }
  });
});
