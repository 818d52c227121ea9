import { type Method, sendClientId } from './method.ts';

export const TLS_CLIENT_AUTH: Method = {
  reference: 'RFC 8705 §2.1',
  credential: 'certificate',
  sentIn: 'handshake',
  assertion: null,
  isAsymmetric: true,
  texts: {
    group: 'Client certificate (mTLS)',
    hint: 'issued by a CA that the server trusts',
    note: 'Presents a certificate from a CA that the server trusts in the TLS handshake (RFC 8705 §2.1).',
  },
  snippetObstacle: { what: 'tls_client_auth' },
  authenticate: sendClientId,
};
