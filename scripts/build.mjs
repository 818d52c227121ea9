// npm run build [-- --force] [--quiet]
import { buildAll } from './build/build-all.mjs';

const started = performance.now();
const { skipped } = await buildAll({ force: process.argv.includes('--force') });
const seconds = ((performance.now() - started) / 1000).toFixed(1);
if (!process.argv.includes('--quiet'))
  console.log(skipped ? `build: out/ is up to date (${seconds} s)` : `build: done in ${seconds} s`);
