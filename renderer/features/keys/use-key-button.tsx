import { Button } from '@mantine/core';
import type { Key } from '../../../shared/model/key.ts';
import { chooseKey, closeKeys } from '../../state/actions/keys.ts';
import { usedKeyId } from '../../state/selectors/keys.ts';
import { selectClient } from '../../state/selectors/workspaces.ts';
import type { KeyUse } from '../../state/slices/keys.ts';
import { useAppState } from '../../state/store.ts';

const LABELS: Readonly<Record<KeyUse, string>> = {
  assertion: 'Sign with this key',
  certificate: 'Present this certificate',
  proof: 'Prove this key (DPoP)',
};

/** Chooses the key for what the dialog was opened for. */
export function UseKeyButton({ shown, use }: { readonly shown: Key; readonly use: KeyUse | null }) {
  const client = useAppState(selectClient);
  if (use === null || usedKeyId(client, use) === shown.id) return null;
  return (
    <Button
      disabled={use === 'certificate' && shown.certificates.length === 0}
      onClick={() => {
        chooseKey(shown.id, use);
        closeKeys();
      }}
    >
      {LABELS[use]}
    </Button>
  );
}
