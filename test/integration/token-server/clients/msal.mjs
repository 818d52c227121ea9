// Gets a token with MSAL for Node; trusts the local CA by NODE_EXTRA_CA_CERTS.
import { ConfidentialClientApplication } from '@azure/msal-node';

const [authority, clientId, credential] = process.argv.slice(2);
const app = new ConfidentialClientApplication({
  auth: {
    clientId,
    authority,
    knownAuthorities: [new URL(authority).host],
    protocolMode: 'OIDC',
    ...JSON.parse(credential),
  },
  system: { protocolMode: 'OIDC' },
});
const { accessToken, expiresOn } = await app.acquireTokenByClientCredential({ scopes: ['read'] });
console.log(JSON.stringify({ access_token: accessToken, expiresOn }));
