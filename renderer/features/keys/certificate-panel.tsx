import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Key, KeyDetails } from '../../../shared/model/key.ts';
import layout from '../../ui/layout.module.css';
import { AddCertificateForm } from './add-certificate-form.tsx';
import { CertificateFacts } from './certificate-facts.tsx';
import styles from './keys.module.css';
import { MakeCertificateForm } from './make-certificate-form.tsx';
import { PublicText } from './public-text.tsx';

type Doing = 'make' | 'add' | 'request' | null;

/** The key's certificate: what it says, and the ways to get one. */
export function CertificatePanel({ shown, details }: { readonly shown: Key; readonly details: KeyDetails }) {
  const [doing, setDoing] = useState<Doing>(null);
  const { certificates } = details;
  const close = () => setDoing(null);
  return (
    <div className={styles.stack}>
      {certificates.length === 0 && doing === null && (
        <p className={styles.note}>
          None yet. A self-signed one is enough for self_signed_tls_client_auth: register it at the server.
          For tls_client_auth a CA that the server trusts must issue it.
        </p>
      )}
      {doing === null && certificates.length > 0 && (
        <>
          <CertificateFacts certificates={certificates} />
          <PublicText
            label="Certificate in PEM"
            copyLabel="Copy certificate"
            text={certificates.map(({ pem }) => pem).join('')}
            note="In PEM, to register at the server."
          />
        </>
      )}
      {doing === 'add' && <AddCertificateForm shown={shown} onDone={close} />}
      {(doing === 'make' || doing === 'request') && (
        <MakeCertificateForm shown={shown} purpose={doing} onDone={close} />
      )}
      {doing === null && (
        <div className={layout.row}>
          <Button variant="default" onClick={() => setDoing('make')}>
            {certificates.length > 0 ? 'Generate another certificate' : 'Generate a certificate'}
          </Button>
          <Button variant="default" onClick={() => setDoing('request')}>
            Request one from a CA
          </Button>
          <Button variant="default" onClick={() => setDoing('add')}>
            Add one that was issued
          </Button>
        </div>
      )}
    </div>
  );
}
