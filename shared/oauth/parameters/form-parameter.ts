import { encodeForm } from '../../text/form-encoding.ts';
import type { SensitiveText } from '../../text/sensitive-text.ts';
import { fillSecrets, type SecretValues } from '../../variables/fill-secrets.ts';
import { isOnlySecrets, revealSecrets } from '../../variables/secret-marks.ts';
import { formSecret } from '../methods/form-secret.ts';
import { sensitiveParameter } from '../sensitive-parameters.ts';

/**
 * One `name=value` of a form body (RFC 6749 appendix B). Marks the values of sensitive parameters, and referenced
 * secrets, as secret.
 */
export function formParameter(
  name: string,
  value: string,
  secrets: SecretValues = NO_SECRETS,
): SensitiveText {
  const sensitive = sensitiveParameter(name);
  // A value that is a single secret variable is named after the variable.
  const isVariable = sensitive?.secret === 'PARAMETER' && isOnlySecrets(value);
  if (!sensitive || value === '' || isVariable) {
    const [first, ...rest] = fillSecrets(value, secrets, 'form');
    const head = `${encodeForm(name)}=`;
    return typeof first === 'string' ? [head + first, ...rest] : [head, ...(first ? [first] : []), ...rest];
  }
  const facts = sensitive.secret === 'PARAMETER' ? { parameter: name } : {};
  return [`${encodeForm(name)}=`, formSecret(sensitive.secret, revealSecrets(value, secrets), facts)];
}

const NO_SECRETS: SecretValues = new Map();
