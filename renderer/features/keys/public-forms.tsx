import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Key, KeyDetails } from '../../../shared/model/key.ts';
import styles from './keys.module.css';
import { PublicText } from './public-text.tsx';

type Form = 'JWKS' | 'JWK' | 'PEM' | 'Thumbprint';

const FORMS: readonly Form[] = ['JWKS', 'JWK', 'PEM', 'Thumbprint'];

const NOTES: Readonly<Record<Form, string>> = {
  JWKS: 'A JWK set with this key, for servers that register a client’s jwks (RFC 7591 §2).',
  JWK: 'The key alone (RFC 7517), for servers that accept single keys.',
  PEM: 'SubjectPublicKeyInfo, which every tool reads.',
  Thumbprint: 'SHA-256 of the key (RFC 7638). Bound tokens name the key by it.',
};

/** The public half to paste into a server's configuration. */
export function PublicForms({ shown, details }: { readonly shown: Key; readonly details: KeyDetails }) {
  const [form, setForm] = useState<Form>('JWKS');
  const text = textOf(form, details);
  return (
    <div className={styles.stack}>
      <SegmentedControl<Form> aria-label="Form" data={[...FORMS]} value={form} onChange={setForm} />
      <PublicText
        label={`${form} of ${shown.name || 'the key'}`}
        copyLabel={form === 'Thumbprint' ? 'Copy thumbprint' : `Copy ${form}`}
        text={text}
        note={NOTES[form]}
      />
    </div>
  );
}

function textOf(form: Form, { jwk, publicKeyPem, thumbprint }: KeyDetails): string {
  switch (form) {
    case 'JWKS':
      return JSON.stringify({ keys: [jwk] }, null, 2);
    case 'JWK':
      return JSON.stringify(jwk, null, 2);
    case 'PEM':
      return publicKeyPem;
    case 'Thumbprint':
      return thumbprint;
  }
}
