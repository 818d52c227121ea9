// npm run token-server: the entry of the token server alone. `credence server` runs the same.
import { runTokenServer } from './cli.ts';

// A reader that ends early (`| head`, `| grep -m1`) wants the server all the same.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

await runTokenServer(process.argv.slice(2));
