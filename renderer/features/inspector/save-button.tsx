import { ActionIcon, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

/** Saves to a file that the person chooses. */
export function SaveButton({
  label,
  save,
}: {
  readonly label: string;
  readonly save: () => Promise<boolean>;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={() => void save()}>
        <IconDownload size={15} />
      </ActionIcon>
    </Tooltip>
  );
}
