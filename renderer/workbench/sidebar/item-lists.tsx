import { ActionIcon, Menu } from '@mantine/core';
import { IconPlus, IconUserCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { METHODS } from '../../../shared/oauth/methods/methods.ts';
import { removeClient } from '../../state/actions/clients.ts';
import {
  addCall,
  addLibraryClient,
  deleteCall,
  duplicateItem,
  type LibraryList,
  moveItem,
  renameCall,
  SELECTED,
  selectItem,
  setCallClient,
} from '../../state/actions/library.ts';
import { showPage } from '../../state/actions/navigation.ts';
import { selectSaved, selectSelection } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import layout from '../../ui/layout.module.css';
import { CREDENTIAL_NAMES } from '../steps/describe-credential.ts';
import styles from './library.module.css';
import { LibraryItem } from './library-item.tsx';

interface ListProps {
  /** In a flyout: something was chosen, so it may close. */
  readonly onChosen?: () => void;
}

/** The workspace's clients, each with how it authenticates. */
export function ClientsList({ onChosen }: ListProps) {
  const clients = useAppState((state) => selectSaved(state).clients);
  return (
    <ItemList
      list="clients"
      title="Clients"
      addLabel="Add client"
      onAdd={() => void addLibraryClient()}
      {...(onChosen && { onChosen })}
      items={clients.map(({ id, clientId, authMethod }) => ({
        id,
        name: clientId || 'New client',
        mark: <IconUserCircle size={15} stroke={1.75} aria-hidden />,
        tail: CREDENTIAL_NAMES[METHODS[authMethod].credential],
      }))}
      onDelete={(id) => void removeClient(id)}
    />
  );
}

/** The workspace's API calls. */
export function CallsList({ onChosen }: ListProps) {
  const apiCalls = useAppState((state) => selectSaved(state).apiCalls);
  const clients = useAppState((state) => selectSaved(state).clients);
  const { clientId } = useAppState(selectSelection);
  const nameOf = (id: string) => clients.find((client) => client.id === id)?.clientId || 'New client';
  return (
    <ItemList
      list="apiCalls"
      title="API calls"
      addLabel="Add API call"
      onAdd={addCall}
      {...(onChosen && { onChosen })}
      items={apiCalls.map(({ id, name, method, clientId: own }) => ({
        id,
        name: name || 'Unnamed call',
        ...(own !== null && { tail: nameOf(own) }),
        menu: (
          <Menu.Item onClick={() => setCallClient(id, own === null ? clientId : null)}>
            {own === null ? `Always as ${nameOf(clientId)}` : 'As the selected client'}
          </Menu.Item>
        ),
        mark: (
          <span className={styles.method} data-method={method}>
            {method.slice(0, 4)}
          </span>
        ),
      }))}
      onRename={renameCall}
      onDelete={deleteCall}
    />
  );
}

interface Item {
  readonly id: string;
  readonly name: string;
  readonly mark: ReactNode;
  readonly tail?: ReactNode;
  /** Further items of its menu. */
  readonly menu?: ReactNode;
}

interface ItemListProps extends ListProps {
  readonly list: LibraryList;
  readonly title: string;
  readonly addLabel: string;
  readonly items: readonly Item[];
  readonly onAdd: () => void;
  readonly onRename?: (id: string, name: string) => void;
  readonly onDelete: (id: string) => void;
}

function ItemList({ list, title, addLabel, items, onAdd, onRename, onDelete, onChosen }: ItemListProps) {
  const selection = useAppState(selectSelection);
  const onFlow = useAppState((state) => state.navigation.page === 'flow');
  const choose = (id: string) => {
    showPage('flow');
    void selectItem(list, id);
    onChosen?.();
  };
  return (
    <section aria-label={title}>
      <ListHeading title={title} addLabel={addLabel} onAdd={onAdd} />
      <ul className={layout.plainList}>
        {items.map((item, index) => (
          <LibraryItem
            key={item.id}
            {...item}
            isSelected={onFlow && selection[SELECTED[list]] === item.id}
            onChoose={() => choose(item.id)}
            {...(onRename && { onRename: (name: string) => onRename(item.id, name) })}
            onDrop={(dragged) => moveItem(list, dragged, index)}
            menu={
              <>
                <Menu.Item onClick={() => void duplicateItem(list, item.id)}>Duplicate</Menu.Item>
                {item.menu}
                <Menu.Item disabled={index === 0} onClick={() => moveItem(list, item.id, index - 1)}>
                  Move up
                </Menu.Item>
                <Menu.Item
                  disabled={index === items.length - 1}
                  onClick={() => moveItem(list, item.id, index + 1)}
                >
                  Move down
                </Menu.Item>
                <Menu.Divider />
                <Menu.Item disabled={items.length === 1} onClick={() => onDelete(item.id)}>
                  Delete
                </Menu.Item>
              </>
            }
          />
        ))}
      </ul>
    </section>
  );
}

interface ListHeadingProps {
  readonly title: string;
  readonly addLabel: string;
  readonly onAdd: () => void;
}

export function ListHeading({ title, addLabel, onAdd }: ListHeadingProps) {
  return (
    <div className={styles.heading}>
      <h3>{title}</h3>
      <ActionIcon size={24} aria-label={addLabel} onClick={onAdd}>
        <IconPlus size={15} />
      </ActionIcon>
    </div>
  );
}
