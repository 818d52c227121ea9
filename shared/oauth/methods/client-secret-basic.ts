import { encodeForm } from '../../text/form-encoding.ts';
import { secretSpan } from '../../text/sensitive-text.ts';
import { encodeBasic, encodeBasicPart } from './basic.ts';
import { formAlike } from './form-secret.ts';
import type { Method } from './method.ts';

export const CLIENT_SECRET_BASIC: Method = {
  reference: 'RFC 6749 §2.3.1',
  credential: 'secret',
  sentIn: 'header',
  assertion: null,
  isAsymmetric: false,
  texts: {
    group: 'Client secret',
    hint: 'in the Authorization header',
    note: 'Sends the client ID and secret in the Authorization header (RFC 6749 §2.3.1).',
  },
  snippetObstacle: null,
  authenticate({ clientId, basicEncoding }, { secret }) {
    const value = encodeBasic(clientId, secret ?? '', basicEncoding);
    const credentials = secret
      ? secretSpan('CLIENT_SECRET', value, `basic-${basicEncoding}`, {
          user: encodeBasicPart(clientId, basicEncoding),
          ...(basicEncoding === 'raw' ? { alike: 'plain' } : formAlike(secret)),
          ...(encodeForm(clientId) === clientId && encodeForm(secret) === secret
            ? { encodingsAgree: true }
            : {}),
        })
      : value;
    return { headers: [{ name: 'Authorization', value: ['Basic ', credentials] }], parameters: [] };
  },
};
