// oidc-provider with one client, over HTTPS with the certificate of the token server that is measured beside it.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { Provider } from 'oidc-provider';

const [dataDir] = process.argv.slice(2);

const provider = new Provider('https://localhost', {
  clients: [
    {
      client_id: 'server',
      client_secret: 'Secr3t!',
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      token_endpoint_auth_method: 'client_secret_post',
      scope: 'read write',
    },
  ],
  scopes: ['read', 'write'],
  features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
  ttl: { ClientCredentials: 299 },
});

const server = createServer(
  {
    key: readFileSync(join(dataDir, 'server-key.pem')),
    cert: readFileSync(join(dataDir, 'server.pem')),
    keepAliveTimeout: 65_000,
  },
  provider.callback(),
);
server.listen(0, '127.0.0.1', () => console.log(`token https://localhost:${server.address().port}/token`));
process.once('SIGTERM', () => process.exit());
