import { type Method, sendAssertion } from './method.ts';

export const PRIVATE_KEY_JWT: Method = {
  reference: 'RFC 7523 §2.2',
  credential: 'key',
  sentIn: 'body',
  assertion: 'key',
  isAsymmetric: true,
  texts: {
    group: 'Signed JWT',
    hint: 'with a private key',
    note: 'Signs a JWT with a private key for each request; the server has the public key (RFC 7523 §2.2).',
  },
  snippetObstacle: {
    what: 'private_key_jwt: each request has to be signed',
    nextStep:
      'Use a library of the language for it, or copy the request as curl with a fresh assertion in it.',
  },
  authenticate: sendAssertion,
};
