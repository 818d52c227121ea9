import { Select } from '@mantine/core';
import { useState } from 'react';
import type { AppError } from '../../../../../shared/errors.ts';
import type { Key } from '../../../../../shared/model/key.ts';
import { algorithmsOf } from '../../../../../shared/oauth/jwt/key-algorithms.ts';
import { chooseKey, makeKeyFor, openKeys } from '../../../../state/actions/keys.ts';
import { selectHasPrivateHalf, selectKeys, usedKeyId } from '../../../../state/selectors/keys.ts';
import { selectClient } from '../../../../state/selectors/workspaces.ts';
import type { KeyUse } from '../../../../state/slices/keys.ts';
import { useAppState } from '../../../../state/store.ts';
import { cautionInput } from '../../../../ui/caution-input.ts';
import { TextButton } from '../../../../ui/text-button.tsx';
import card from '../server-card.module.css';

const LABELS: Readonly<Record<KeyUse, string>> = {
  assertion: 'Private key',
  certificate: 'Client certificate',
  proof: 'Key to prove',
};

const MAKE: Readonly<Record<KeyUse, string>> = {
  assertion: 'Generate a key',
  certificate: 'Generate a certificate',
  proof: 'Generate key',
};

/** Which key the client in use signs with, or presents the certificate of; and how to get one. */
export function KeyField({ use }: { readonly use: KeyUse }) {
  const keys = useAppState(selectKeys);
  const client = useAppState(selectClient);
  const [error, setError] = useState<AppError | null>(null);
  const [making, setMaking] = useState(false);
  const chosen = keys.find(({ id }) => id === usedKeyId(client, use)) ?? null;
  const isHere = useAppState((state) => chosen === null || selectHasPrivateHalf(state, chosen.id));

  const make = async () => {
    setMaking(true);
    const made = await makeKeyFor(use);
    setMaking(false);
    setError(made.ok ? null : made.error);
  };

  return (
    <div>
      <Select
        label={LABELS[use]}
        placeholder={keys.length === 0 ? 'None yet: generate or import one' : 'Choose one'}
        data={keys.map((key) => optionOf(key, use))}
        value={chosen?.id ?? null}
        onChange={(keyId) => {
          setError(null);
          chooseKey(keyId, use);
        }}
        disabled={keys.length === 0}
        error={problemOf(error, chosen, isHere, use)}
        classNames={cautionInput}
        comboboxProps={{ shadow: 'md' }}
        nothingFoundMessage="None yet"
      />
      <div className={card.secretState}>
        {chosen === null ? (
          <>
            <TextButton onClick={() => void make()} disabled={making}>
              {making ? 'Generating…' : MAKE[use]}
            </TextButton>
            <TextButton onClick={() => openKeys({ view: 'import', use })}>Import</TextButton>
          </>
        ) : (
          <TextButton onClick={() => openKeys({ keyId: chosen.id, use })}>
            {use === 'certificate' ? 'Show certificate' : 'Show public key'}
          </TextButton>
        )}
        <TextButton onClick={() => openKeys({ use, keyId: chosen?.id ?? null })}>
          Keys and certificates
        </TextButton>
      </div>
    </div>
  );
}

/** A key that cannot be used for this can still be chosen: the field then says what it lacks. */
function optionOf({ id, name, description, certificates, publicJwk }: Key, use: KeyUse) {
  const lacks =
    use === 'certificate'
      ? certificates.length === 0 && 'no certificate yet'
      : algorithmsOf({ publicJwk }).length === 0 && 'cannot sign';
  return {
    value: id,
    label: [`${name || 'Key without a name'} (${description})`, ...(lacks ? [lacks] : [])].join(', '),
  };
}

function problemOf(error: AppError | null, chosen: Key | null, isHere: boolean, use: KeyUse): string | null {
  if (error) return [error.message, error.nextStep].filter(Boolean).join(' ');
  if (!isHere) return 'Its private key is not on this computer: import the key again.';
  if (use === 'certificate' && chosen && chosen.certificates.length === 0) {
    return 'This key has no certificate. Generate one, or add the one issued for it.';
  }
  return null;
}
