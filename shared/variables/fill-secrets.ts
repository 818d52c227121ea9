import { contentOf, formSecret } from '../oauth/methods/form-secret.ts';
import { encodeForm } from '../text/form-encoding.ts';
import { type SensitiveText, secretSpan, type TextSpan } from '../text/sensitive-text.ts';
import { ownSecret } from './own-secrets.ts';
import { writeReference } from './references.ts';
import { splitAtSecrets } from './secret-marks.ts';

/** Values of secrets, by reference name. */
export type SecretValues = ReadonlyMap<string, string>;

/**
 * Fills secrets into a resolved text as marked spans. `form` form-encodes text and secrets (RFC 6749 appendix B),
 * `form-secrets` only the secrets. A secret without a value stays a reference.
 */
export function fillSecrets(
  text: string,
  values: SecretValues,
  encoding: 'none' | 'form' | 'form-secrets' = 'none',
): SensitiveText {
  return splitAtSecrets(text)
    .map((part, index): TextSpan => {
      const value = index % 2 === 1 ? values.get(part) : undefined;
      if (value !== undefined) return spanOf(part, value, encoding !== 'none');
      const plain = index % 2 === 1 ? writeReference(part) : part;
      return encoding === 'form' ? encodeForm(plain) : plain;
    })
    .filter((span) => span !== '');
}

function spanOf(name: string, value: string, inForm: boolean): TextSpan {
  const own = ownSecret(name);
  if (inForm) return formSecret(own ?? 'VARIABLE', value, own ? {} : { variable: name });
  return secretSpan(own ?? 'VARIABLE', value, 'none', {
    alike: 'plain',
    ...(own ? contentOf(own, value) : { variable: name }),
  });
}
