import { Button, Menu } from '@mantine/core';
import { IconBraces, IconCheck, IconChevronDown } from '@tabler/icons-react';
import { activeEnvironment } from '../../../shared/variables/variables-of.ts';
import { openVariables, switchEnvironment } from '../../state/actions/variables.ts';
import { selectVariables } from '../../state/selectors/variables.ts';
import { useAppState } from '../../state/store.ts';
import styles from './environment-switcher.module.css';

/** The button is the same to a person whether it opens the dialog or the menu; so the focus finds it again. */
const SWITCHER = 'environments';

/** Which environment's values are in force, one click from another one; with only one, the way to the variables. */
export function EnvironmentSwitcher() {
  const variables = useAppState(selectVariables);
  const active = activeEnvironment(variables);
  if (variables.environments.length === 1) {
    return (
      <Button
        id={SWITCHER}
        variant="subtle"
        color="gray"
        className={styles.target}
        classNames={{ label: styles.label ?? '' }}
        leftSection={<IconBraces size={14} />}
        rightSection={<IconChevronDown size={14} />}
        aria-label="Environment none: variables"
        aria-haspopup="dialog"
        onClick={() => openVariables()}
      >
        <span>Environment</span> <b>none</b>
      </Button>
    );
  }
  return (
    <Menu id={SWITCHER} position="bottom-start" width={220} shadow="md">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          className={styles.target}
          classNames={{ label: styles.label ?? '' }}
          leftSection={<IconBraces size={14} />}
          rightSection={<IconChevronDown size={14} />}
        >
          <span>Environment</span> <b>{active.name}</b>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Environments</Menu.Label>
        {variables.environments.map(({ id, name }) => (
          <Menu.Item
            key={id}
            onClick={() => void switchEnvironment(id)}
            leftSection={<IconCheck size={14} visibility={id === active.id ? 'visible' : 'hidden'} />}
            aria-current={id === active.id ? 'true' : undefined}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconBraces size={14} />} onClick={() => openVariables()}>
          Variables…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
