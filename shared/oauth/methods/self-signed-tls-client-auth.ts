import { type Method, sendClientId } from './method.ts';

export const SELF_SIGNED_TLS_CLIENT_AUTH: Method = {
  reference: 'RFC 8705 §2.2',
  credential: 'certificate',
  sentIn: 'handshake',
  assertion: null,
  isAsymmetric: true,
  texts: {
    group: 'Client certificate (mTLS)',
    hint: 'registered at the server',
    note: 'Presents the very certificate that is registered at the server in the TLS handshake (RFC 8705 §2.2).',
  },
  snippetObstacle: { what: 'self_signed_tls_client_auth' },
  authenticate: sendClientId,
};
