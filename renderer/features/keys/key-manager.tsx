import { Button } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { openKeys } from '../../state/actions/keys.ts';
import { selectKeys } from '../../state/selectors/keys.ts';
import { useAppState } from '../../state/store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import layout from '../../ui/layout.module.css';
import { KeyDetails } from './key-details.tsx';
import { KeyList } from './key-list.tsx';
import styles from './keys.module.css';

/** The keys there are, and all about the one that is looked at. */
export function KeyManager() {
  const keys = useAppState(selectKeys);
  const chosenId = useAppState((state) => state.keys.dialog?.keyId ?? null);
  const use = useAppState((state) => state.keys.dialog?.use ?? null);
  const storage = useAppState((state) => state.secrets.storage);
  const shown = keys.find(({ id }) => id === chosenId) ?? keys[0];
  return (
    <div className={styles.manager}>
      <div className={layout.row}>
        <Button leftSection={<IconPlus size={14} />} onClick={() => openKeys({ view: 'make', use })}>
          Generate a key
        </Button>
        <Button
          variant="default"
          leftSection={<IconFileImport size={15} />}
          onClick={() => openKeys({ view: 'import', use })}
        >
          Import a key
        </Button>
        {storage === 'memory' && keys.length > 0 && (
          <span className={styles.note}>
            No system keychain found: private keys are lost when Credence closes.
          </span>
        )}
      </div>
      {shown ? (
        <div className={styles.columns}>
          <KeyList keys={keys} shownId={shown.id} />
          <KeyDetails key={shown.id} shown={shown} />
        </div>
      ) : (
        <EmptyState title="No keys yet">
          A key pair signs assertions (<code>private_key_jwt</code>) and proofs (DPoP); with a certificate it
          authenticates the client in TLS. The private key stays here; the server gets the public key.
        </EmptyState>
      )}
    </div>
  );
}
