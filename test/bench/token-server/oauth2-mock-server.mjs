// oauth2-mock-server, which signs RS256 and checks no secret, over HTTPS with the same certificate as the others.
import { join } from 'node:path';
import { OAuth2Server } from 'oauth2-mock-server';

const [dataDir] = process.argv.slice(2);
const server = new OAuth2Server(join(dataDir, 'server-key.pem'), join(dataDir, 'server.pem'));
await server.issuer.keys.generate('RS256');
await server.start(0, '127.0.0.1');
console.log(`token https://localhost:${server.address().port}/token`);
process.once('SIGTERM', () => process.exit());
