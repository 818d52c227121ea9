// Gets a token with simple-oauth2, which talks by node:https.
import { ClientCredentials } from 'simple-oauth2';

const [endpoint, id, secret, authorizationMethod] = process.argv.slice(2);
const { origin, pathname } = new URL(endpoint);
const client = new ClientCredentials({
  client: { id, secret },
  auth: { tokenHost: origin, tokenPath: pathname },
  options: { authorizationMethod },
});
const { token } = await client.getToken({ scope: 'read' });
console.log(JSON.stringify(token));
