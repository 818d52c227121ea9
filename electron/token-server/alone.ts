// npm run token-server: the standalone token server. `credence server` runs the same.
import { runTokenServer } from './cli.ts';

// Ignore a reader that closes early (`| head`, `| grep -m1`): the server keeps running.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

await runTokenServer(process.argv.slice(2));
