import { Select } from '@mantine/core';
import type { Key } from '../../../../../shared/model/key.ts';
import { useAppState } from '../../../../state/store.ts';

export interface WorkspaceKeyPickerProps {
  readonly label: string;
  /** Only those that have a certificate. */
  readonly withCertificate?: boolean;
  readonly onPick: (key: Key) => void;
}

/** The keys of the workspaces, whose public half or certificate is a click away. Nothing where there are none. */
export function WorkspaceKeyPicker({ label, onPick, withCertificate = false }: WorkspaceKeyPickerProps) {
  const workspaces = useAppState((state) => state.workspaces.list);
  const groups = workspaces
    .map(({ id, keys = [], name }) => ({
      id,
      name,
      keys: keys.filter(({ certificates }) => !withCertificate || certificates.length > 0),
    }))
    .filter(({ keys }) => keys.length > 0);
  if (groups.length === 0) return null;
  const pick = (value: string | null) => {
    const [workspaceId, keyId] = JSON.parse(value ?? '[]') as [string?, string?];
    const key = groups.find(({ id }) => id === workspaceId)?.keys.find(({ id }) => id === keyId);
    if (key) onPick(key);
  };
  return (
    <Select
      label={label}
      placeholder="Choose one"
      data={groups.map(({ id, keys, name }) => ({
        group: name,
        items: keys.map((key) => ({
          value: JSON.stringify([id, key.id]),
          label: `${key.name} (${key.description})`,
        })),
      }))}
      value={null}
      onChange={pick}
      withScrollArea={false}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}
