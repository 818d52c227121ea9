import { Popover, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconKey, IconSend, IconUserCircle } from '@tabler/icons-react';
import { type ComponentType, useState } from 'react';
import { CallsList, ClientsList } from './item-lists.tsx';
import styles from './library.module.css';
import { TokensList } from './tokens-list.tsx';

interface Section {
  readonly name: string;
  readonly icon: ComponentType<{ size: number; stroke: number }>;
  readonly list: ComponentType<{ readonly onChosen?: () => void }>;
}

const SECTIONS: readonly Section[] = [
  { name: 'Clients', icon: IconUserCircle, list: ClientsList },
  { name: 'API calls', icon: IconSend, list: CallsList },
  { name: 'Tokens', icon: IconKey, list: TokensList },
];

/** What a workspace keeps by name; in the rail each list opens beside its icon. */
export function Library({ collapsed }: { readonly collapsed: boolean }) {
  const isNarrow = useMediaQuery('(max-width: 1049px)', false, { getInitialValueInEffect: false });
  if (collapsed || isNarrow) {
    return (
      <div className={styles.rail}>
        {SECTIONS.map((section) => (
          <Flyout key={section.name} section={section} />
        ))}
      </div>
    );
  }
  return (
    <section className={styles.library} aria-label="Library" data-focus-area>
      {SECTIONS.map(({ name, list: List }) => (
        <List key={name} />
      ))}
    </section>
  );
}

function Flyout({ section: { name, icon: Icon, list: List } }: { readonly section: Section }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="right-start" shadow="md" width={260} trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={styles.icon}
          aria-label={name}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Icon size={20} stroke={1.75} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <List onChosen={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
