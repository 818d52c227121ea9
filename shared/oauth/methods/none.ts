import { type Method, sendClientId } from './method.ts';

/**
 * A public client. The client credentials grant requires authentication (RFC 6749 §4.4), so a server should reject it.
 */
export const NONE: Method = {
  reference: 'RFC 6749 §3.2.1',
  credential: 'nothing',
  sentIn: 'nowhere',
  assertion: null,
  isAsymmetric: false,
  texts: {
    group: 'No authentication',
    hint: 'client ID only',
    note: 'Sends the client ID only. Servers reject client_credentials without authentication.',
  },
  snippetObstacle: null,
  authenticate: sendClientId,
};
