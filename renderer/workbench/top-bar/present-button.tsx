import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPresentation } from '@tabler/icons-react';
import { commandOf } from '../../../shared/model/commands.ts';
import { startPresentation } from '../../state/actions/presentation.ts';

/** Starts presentation mode. */
export function PresentButton() {
  const { label } = commandOf('present');
  return (
    <Tooltip label={label}>
      <ActionIcon size={28} aria-label={label} onClick={startPresentation}>
        <IconPresentation size={18} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}
