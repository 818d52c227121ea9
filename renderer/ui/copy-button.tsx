import { ActionIcon, Button, type MantineSize, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';

export interface CopyButtonProps {
  /** What the button does, for example `Copy token`. */
  readonly label: string;
  /** Puts it on the clipboard; resolves to true when it is there. */
  readonly copy: () => Promise<boolean>;
  /** `icon` where space is short: the label is then its name and tooltip. */
  readonly look?: 'icon' | 'button';
  /** Of the button; its neighbours' size. */
  readonly size?: MantineSize | 'compact-sm';
}

/** How long the button says that it has done it. */
const CONFIRM_MS = 1_600;

export function CopyButton({ label, copy, look = 'icon', size = 'xs' }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), CONFIRM_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const onClick = async () => setCopied(await copy());
  const icon = copied ? <IconCheck size={15} /> : <IconCopy size={15} />;
  if (look === 'button') {
    return (
      <Button variant="default" size={size} leftSection={icon} onClick={() => void onClick()}>
        {copied ? 'Copied' : label}
      </Button>
    );
  }
  return (
    <Tooltip label={copied ? 'Copied' : label}>
      <ActionIcon aria-label={copied ? 'Copied' : label} onClick={() => void onClick()}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
