import { beforeEach, describe, expect, test } from 'vitest';
import { takeIntoFlow } from '../../../../../renderer/state/actions/client-in-flow.ts';
import {
  changeClientForm,
  commitServerClients,
  duplicateServerClient,
  editServerClient,
  importServerClients,
  keepEditedClient,
  makeClientSecret,
  newServerClient,
  removeServerClient,
  revertServerClients,
  setServerClientEnabled,
} from '../../../../../renderer/state/actions/server-clients.ts';
import { draftOf } from '../../../../../renderer/state/selectors/server-clients.ts';
import { store, update } from '../../../../../renderer/state/store.ts';
import type { CommitProblem } from '../../../../../shared/ipc/outputs.ts';
import { ok } from '../../../../../shared/result.ts';
import { view } from '../../../shared/token-server/clients.ts';
import { type FakeBridge, useFakeBridge } from '../../fake-bridge.ts';
import { savedWorkspace } from '../../workspace.ts';

const server = view({ clientId: 'server' });
const SECRET = 'shown-once';

let bridge: FakeBridge;
let problems: readonly CommitProblem[] = [];
let given = true;

beforeEach(() => {
  problems = [];
  given = true;
  bridge = useFakeBridge({
    'tokenServer.makeSecret': ({ own }) => ok({ ticket: 'ticket-1', secret: own === null ? SECRET : null }),
    'tokenServer.commitClients': ({ clients }) =>
      ok(problems.length > 0 ? { clients: [server], problems } : { clients, problems }),
    'tokenServer.giveSecret': () => ok({ given, hasSecret: given, storage: 'memory' }),
  });
  update({ tokenServer: { clients: [server] } });
});

const draftIds = () => draftOf(store.getState()).clients.map(({ clientId }) => clientId);

async function addOrders(): Promise<void> {
  newServerClient();
  changeClientForm({ clientId: 'orders' });
  await makeClientSecret(null);
  expect(keepEditedClient()).toBe(true);
}

describe('clients of the token server', () => {
  test('a new one is pending with its secret’s ticket, and committed; the secret itself is in no state', async () => {
    newServerClient();
    changeClientForm({ clientId: 'orders' });
    expect(keepEditedClient()).toBe(false);
    expect(await makeClientSecret(null)).toBe(SECRET);
    expect(keepEditedClient()).toBe(true);
    expect(store.getState().serverClients.editor).toBeNull();
    expect(JSON.stringify(store.getState())).not.toContain(SECRET);
    expect(await commitServerClients()).toBe(true);
    expect(bridge.inputs('tokenServer.commitClients')).toMatchObject([
      { clients: [{ clientId: 'server' }, { clientId: 'orders' }], tickets: { orders: 'ticket-1' } },
    ]);
    expect(store.getState().serverClients).toMatchObject({ draft: null, problems: [] });
    expect(draftIds()).toEqual(['server', 'orders']);
  });

  test('a rejected commit keeps the draft and the reason until the draft changes', async () => {
    await addOrders();
    problems = [{ clientId: 'orders', field: 'authentication', message: 'Certificate 1 cannot be read.' }];
    expect(await commitServerClients()).toBe(false);
    expect(store.getState().serverClients.problems).toEqual(problems);
    expect(draftIds()).toEqual(['server', 'orders']);
    removeServerClient('orders');
    expect(store.getState().serverClients).toMatchObject({ draft: null, problems: [] });
  });

  test('a draft that is changed back is dropped', () => {
    setServerClientEnabled('server', false);
    expect(store.getState().serverClients.draft).not.toBeNull();
    setServerClientEnabled('server', true);
    expect(store.getState().serverClients.draft).toBeNull();
    removeServerClient('server');
    revertServerClients('server');
    expect(store.getState().serverClients.draft).toBeNull();
  });

  test('the id of a committed client is fixed; a copy has a free one and no secret', async () => {
    editServerClient('server');
    expect(store.getState().serverClients.editor).toMatchObject({ idIsFixed: true, replaces: 'server' });
    duplicateServerClient('server');
    expect(store.getState().serverClients.editor).toMatchObject({
      idIsFixed: false,
      replaces: null,
      form: { clientId: 'server-2', secretFor: null },
    });
    await addOrders();
    editServerClient('orders');
    expect(store.getState().serverClients.editor?.idIsFixed).toBe(false);
  });

  test('imported clients replace those with the same IDs, and keep their secrets', () => {
    const blank = { method: 'secret', hasSecret: false } as const;
    importServerClients([
      view({ clientId: 'server', authentication: blank, tokenLifetime: 5 }),
      view({ clientId: 'other', authentication: blank }),
    ]);
    expect(draftOf(store.getState()).clients).toEqual([
      view({ clientId: 'server', tokenLifetime: 5 }),
      view({ clientId: 'other', authentication: blank }),
    ]);
  });
});

describe('use in the Flow', () => {
  beforeEach(() => {
    update({
      workspaces: {
        list: [savedWorkspace(), savedWorkspace({ id: 'built-in', kind: 'built-in', name: 'Built in' })],
      },
      tokenServer: { clients: [view({ clientId: 'orders' })] },
    });
  });

  test('saves the client first, hands its secret over past the page, and shows it', async () => {
    await takeIntoFlow('orders');
    const channels = bridge.calls.map(({ channel }) => channel);
    expect(channels.indexOf('workspace.save')).toBeLessThan(channels.indexOf('tokenServer.giveSecret'));
    const [{ clientKey } = { clientKey: '' }] = bridge.inputs('tokenServer.giveSecret');
    expect(store.getState()).toMatchObject({
      navigation: { page: 'flow' },
      workspaces: { activeId: 'built-in' },
      notices: { list: [] },
    });
    expect(store.getState().secrets.stored.has(`built-in/client:${clientKey}`)).toBe(true);
  });

  test('reports that the secret is no longer known', async () => {
    given = false;
    await takeIntoFlow('orders');
    expect(store.getState().notices.list).toMatchObject([
      { tone: 'information', message: expect.stringContaining('orders') },
    ]);
  });

  test('reports that the workspace was deleted', async () => {
    update({ workspaces: { list: [savedWorkspace()] } });
    await takeIntoFlow('orders');
    expect(store.getState().notices.list).toMatchObject([{ tone: 'problem' }]);
    expect(bridge.inputs('tokenServer.giveSecret')).toEqual([]);
  });
});
