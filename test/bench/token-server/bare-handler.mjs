// The floor to measure against: node:https that reads the body as text, answers with the same bytes, and does nothing
// else. With an algorithm it signs a JWT for each answer, by one key that it keeps.
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';

const [dataDir, algorithm = 'opaque'] = process.argv.slice(2);
const signers = {
  opaque: () => '0470b16b-7bf8-4fa3-9ae1-6a10e0f0b699',
  ES256: signing(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
  RS256: signing(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
};
const createToken = signers[algorithm];

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
      if (form.includes('client_credentials')) answer(response, createToken());
      else response.writeHead(400).end();
    });
  },
);

async function answer(response, token) {
  const body = JSON.stringify({
    access_token: typeof token === 'string' ? token : await token,
    scope: 'read',
    token_type: 'bearer',
    expires_in: 299,
  });
  response.writeHead(200, {
    'Content-Type': 'application/json;charset=UTF-8',
    'Cache-Control': 'no-store',
    Pragma: 'no-cache',
    'Content-Length': body.length,
  });
  response.end(body);
}

function signing(privateKey) {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const isRsa = privateKey.asymmetricKeyType === 'rsa';
  const header = encode({ typ: 'at+jwt', alg: isRsa ? 'RS256' : 'ES256', kid: 'a'.repeat(43) });
  const key = isRsa ? privateKey : { key: privateKey, dsaEncoding: 'ieee-p1363' };
  return () => {
    const iat = Math.floor(Date.now() / 1000);
    const jti = randomUUID();
    const iss = 'https://localhost:8443/oauth/v2/oauth-anonymous';
    const claims = { iss, exp: iat + 299, aud: 'https://localhost:8443', sub: 'server', client_id: 'server' };
    const input = `${header}.${encode({ ...claims, iat, jti, scope: 'read' })}`;
    // RSA is slow enough to be done beside the loop, as our server does.
    if (!isRsa) return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
    return new Promise((resolve, reject) => {
      sign('sha256', Buffer.from(input), key, (error, signature) =>
        error ? reject(error) : resolve(`${input}.${signature.toString('base64url')}`),
      );
    });
  };
}

server.listen(0, '127.0.0.1', () => console.log(`token https://localhost:${server.address().port}/`));
process.once('SIGTERM', () => process.exit());
