// Finds the authorization server of an API and gets a token, as clients of the Model Context Protocol do.
import { auth } from '@modelcontextprotocol/sdk/client/auth.js';
import {
  ClientCredentialsProvider,
  PrivateKeyJwtProvider,
} from '@modelcontextprotocol/sdk/client/auth-extensions.js';

const [serverUrl, expectedIssuer, options] = process.argv.slice(2);
const { kind, ...settings } = JSON.parse(options);
const Provider = kind === 'secret' ? ClientCredentialsProvider : PrivateKeyJwtProvider;
const provider = new Provider({ ...settings, expectedIssuer, scope: 'read' });
const result = await auth(provider, { serverUrl });
console.log(JSON.stringify({ result, ...provider.tokens() }));
