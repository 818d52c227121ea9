import { UnstyledButton } from '@mantine/core';
import { IconCertificate, IconKey } from '@tabler/icons-react';
import type { Key } from '../../../shared/model/key.ts';
import { openKeys } from '../../state/actions/keys.ts';
import { usesOfKey } from '../../state/selectors/keys.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import styles from './keys.module.css';

interface KeyListProps {
  readonly keys: readonly Key[];
  readonly shownId: string;
}

/** The workspace's keys by name; those with a certificate look different. */
export function KeyList({ keys, shownId }: KeyListProps) {
  const workspace = useAppState(selectWorkspace);
  const use = useAppState((state) => state.keys.dialog?.use ?? null);
  return (
    <ul className={styles.list} aria-label="Keys">
      {keys.map(({ id, name, description, certificates }) => (
        <li key={id}>
          <UnstyledButton
            className={styles.item}
            aria-current={id === shownId}
            onClick={() => openKeys({ keyId: id, use })}
          >
            {certificates.length > 0 ? (
              <IconCertificate size={18} aria-hidden="true" />
            ) : (
              <IconKey size={18} aria-hidden="true" />
            )}
            <span className={styles.itemText}>
              <strong>{name || 'Without a name'}</strong>
              <span>
                {description}
                {certificates.length > 0 && ' · certificate'}
                {usesOfKey(workspace, id).length > 0 && ' · in use'}
              </span>
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
