import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The page's own JSX runtime, as in scripts/build/renderer.mjs.
  plugins: [react({ jsxImportSource: `${import.meta.dirname.replaceAll('\\', '/')}/renderer/visible-jsx` })],
  test: {
    pool: 'forks',
    // Vitest leaves one processor free: on a machine of two that is half of it.
    maxWorkers: '100%',
    // A process for each file was more than half the time of all tests. Each test states what it needs and leaves nothing:
    // `--sequence.shuffle.files` finds what does not.
    isolate: false,
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    passWithNoTests: false,
    // A limit is for what hangs. Hundreds of generated cases take seconds on a machine that is busy with others.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], exclude: ['test/unit/renderer/**'] },
      },
      {
        extends: true,
        test: {
          name: 'unit-dom',
          include: ['test/unit/renderer/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
        },
      },
    ],
  },
});
