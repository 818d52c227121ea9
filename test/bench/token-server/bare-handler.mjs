// The floor to measure against: node:https that reads a body and answers with as many bytes, and does nothing else.
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
    request.on('data', () => {});
    request.on('end', () => {
      response.writeHead(200, headers);
      response.end(body);
    });
  },
);
server.listen(0, '127.0.0.1', () => console.log(`token https://localhost:${server.address().port}/`));
process.once('SIGTERM', () => process.exit());
