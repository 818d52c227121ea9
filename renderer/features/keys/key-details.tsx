import { Button, Tabs, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Key } from '../../../shared/model/key.ts';
import { chooseKey, closeKeys, openKeys, removeKey, renameKey, setKid } from '../../state/actions/keys.ts';
import { selectHasPrivateHalf, usedKeyId, usesOfKey } from '../../state/selectors/keys.ts';
import { selectClient, selectWorkspace } from '../../state/selectors/workspaces.ts';
import type { KeyUse } from '../../state/slices/keys.ts';
import { useAppState } from '../../state/store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import layout from '../../ui/layout.module.css';
import { monoInput } from '../../ui/mono-input.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { CertificatePanel } from './certificate-panel.tsx';
import styles from './keys.module.css';
import { PublicForms } from './public-forms.tsx';
import { useKeyDetails } from './use-key-details.ts';

const LABELS: Readonly<Record<KeyUse, string>> = {
  assertion: 'Sign with this key',
  certificate: 'Present this certificate',
  proof: 'Prove this key (DPoP)',
};

/** Chooses the key for what the dialog was opened for. */
function UseKeyButton({ shown, use }: { readonly shown: Key; readonly use: KeyUse | null }) {
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

/** All about one key: its names, what it is used for, and its public half in every form that a server may want. */
export function KeyDetails({ shown }: { readonly shown: Key }) {
  const details = useKeyDetails(shown);
  const workspace = useAppState(selectWorkspace);
  const use = useAppState((state) => state.keys.dialog?.use ?? null);
  const [removing, setRemoving] = useState(false);
  const { kid } = shown.publicJwk;
  const uses = usesOfKey(workspace, shown.id);
  return (
    <section className={styles.details} aria-label="Key">
      <div className={styles.names}>
        <TextInput
          label="Name"
          value={shown.name}
          maxLength={200}
          onChange={(event) => renameKey(shown.id, event.currentTarget.value)}
        />
        <TextInput
          label="Key ID (kid)"
          value={typeof kid === 'string' ? kid : ''}
          placeholder="none"
          onChange={(event) => setKid(shown.id, event.currentTarget.value)}
          classNames={monoInput}
          spellCheck={false}
        />
      </div>
      <Facts shown={shown} uses={uses} />
      <Tabs defaultValue={use === 'certificate' ? 'certificate' : 'public'} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="public">Public key</Tabs.Tab>
          <Tabs.Tab value="certificate">Certificate</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="public" pt="sm">
          {details?.ok && <PublicForms shown={shown} details={details.value} />}
        </Tabs.Panel>
        <Tabs.Panel value="certificate" pt="sm">
          {details?.ok && <CertificatePanel shown={shown} details={details.value} />}
        </Tabs.Panel>
      </Tabs>
      {details?.ok === false && <ProblemNote error={details.error} />}
      <div className={layout.row}>
        <UseKeyButton shown={shown} use={use} />
        <Button
          variant="default"
          leftSection={<IconTrash size={14} />}
          onClick={() => setRemoving(true)}
          className={styles.last ?? ''}
        >
          Delete key
        </Button>
      </div>
      {removing && (
        <ConfirmDialog
          title={`Delete the key “${shown.name || shown.description}”?`}
          text={`${uses.length > 0 ? `It ${uses.join(', and ')}. ` : ''}Its private key is deleted too. You cannot undo this.`}
          confirmLabel="Delete key"
          onConfirm={() => {
            removeKey(shown.id);
            openKeys({ use });
          }}
          onClose={() => setRemoving(false)}
        />
      )}
    </section>
  );
}

function Facts({ shown, uses }: { readonly shown: Key; readonly uses: readonly string[] }) {
  const isHere = useAppState((state) => selectHasPrivateHalf(state, shown.id));
  const storage = useAppState((state) => state.secrets.storage);
  const half = !isHere
    ? 'The private key is not on this computer, so it cannot sign.'
    : storage === 'memory'
      ? 'Its private key is in memory only.'
      : 'Its private key is in the system keychain.';
  return (
    <p className={styles.facts}>
      {shown.description}, {shown.origin === 'generated' ? 'made here' : 'imported'} on{' '}
      {formatMoment(shown.createdAt)}. <span data-missing={!isHere}>{half}</span>{' '}
      {uses.length > 0 ? `It ${uses.join(', and ')}.` : 'Nothing uses it.'}
    </p>
  );
}
