import { type Method, plainParameter, secretParameter } from './method.ts';

export const CLIENT_SECRET_POST: Method = {
  reference: 'RFC 6749 §2.3.1',
  credential: 'secret',
  sentIn: 'body',
  assertion: null,
  isAsymmetric: false,
  texts: {
    group: 'Client secret',
    hint: 'in the form body',
    note: 'Sends the client ID and secret as parameters of the form body (RFC 6749 §2.3.1).',
  },
  snippetObstacle: null,
  authenticate: ({ clientId }, { secret }) => ({
    headers: [],
    parameters: [
      plainParameter('client_id', clientId),
      secretParameter('client_secret', 'CLIENT_SECRET', secret ?? ''),
    ],
  }),
};
