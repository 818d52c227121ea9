// The floor to measure against: node:https that reads the body as text, answers with the same bytes, and does nothing else.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';

const [dataDir] = process.argv.slice(2);
const body = JSON.stringify({
  access_token: '0470b16b-7bf8-4fa3-9ae1-6a10e0f0b699',
  scope: 'read',
  token_type: 'bearer',
  expires_in: 299,
});
const headers = {
  'Content-Type': 'application/json;charset=UTF-8',
  'Cache-Control': 'no-store',
  Pragma: 'no-cache',
  'Content-Length': body.length,
};

const server = createServer(
  {
    key: readFileSync(join(dataDir, 'server-key.pem')),
    cert: readFileSync(join(dataDir, 'server.pem')),
    keepAliveTimeout: 65_000,
  },
  (request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      // Uses the body, so that reading it is not for nothing.
      const form = Buffer.concat(chunks).toString();
      response.writeHead(form.includes('client_credentials') ? 200 : 400, headers);
      response.end(body);
    });
  },
);
server.listen(0, '127.0.0.1', () => console.log(`token https://localhost:${server.address().port}/`));
process.once('SIGTERM', () => process.exit());
