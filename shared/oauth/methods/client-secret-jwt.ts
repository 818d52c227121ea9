import { type Method, sendAssertion } from './method.ts';

export const CLIENT_SECRET_JWT: Method = {
  reference: 'RFC 7523 §2.2',
  credential: 'secret',
  sentIn: 'body',
  assertion: 'secret',
  isAsymmetric: false,
  texts: {
    group: 'Signed JWT',
    hint: 'with the client secret, which is not sent',
    note: 'Signs a JWT with the client secret for each request; the secret itself is not sent (RFC 7523 §2.2).',
  },
  snippetObstacle: {
    what: 'client_secret_jwt: each request has to be signed',
    nextStep:
      'Use a library of the language for it, or copy the request as curl with a fresh assertion in it.',
  },
  authenticate: sendAssertion,
};
