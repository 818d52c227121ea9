import { describe, expect, it } from 'vitest';
import {
  BLANK_TOKEN_REQUEST,
  keepChanges,
  openCall,
  openWorkspace,
  saveWorkspace,
  validSelection,
} from '../../../../shared/model/saved-workspace.ts';
import type { SavedWorkspace, Selection, Workspace } from '../../../../shared/model/workspace.ts';
import { aWorkspace } from '../fixtures.ts';

const SELECTION: Selection = { clientId: 'one', callId: 'list' };

/** Two clients with requests of their own, and two API calls; the second names its client. */
function library(): SavedWorkspace {
  const saved = saveWorkspace(aWorkspace());
  const [client] = saved.clients;
  const [call] = saved.apiCalls;
  if (!client || !call) expect.fail();
  return {
    ...saved,
    clients: [
      { ...client, id: 'one', clientId: 'one', request: { ...BLANK_TOKEN_REQUEST, scopes: ['read'] } },
      { ...client, id: 'two', clientId: 'two', request: { ...BLANK_TOKEN_REQUEST, scopes: ['write'] } },
    ],
    apiCalls: [
      { ...call, id: 'list', name: 'List orders', url: 'https://api/orders' },
      {
        ...call,
        id: 'create',
        name: 'Create order',
        url: 'https://api/new',
        clientId: 'two',
        expectations: [{ kind: 'status', status: 201 }],
      },
    ],
  };
}

function change(saved: SavedWorkspace, selection: Selection, update: (workspace: Workspace) => Workspace) {
  const before = openWorkspace(saved, selection);
  return keepChanges(saved, selection, { before, after: update(before) });
}

describe('a workspace opened at a client and an API call', () => {
  it('has the request of that client and the fields of that call', () => {
    expect(openWorkspace(library(), { clientId: 'two', callId: 'list' })).toMatchObject({
      activeClientId: 'two',
      request: { scopes: ['write'] },
      api: { url: 'https://api/orders' },
    });
  });

  it('falls back to the first client and call if the selected ones were deleted', () => {
    expect(validSelection(library(), { clientId: 'gone', callId: 'gone' })).toEqual(SELECTION);
  });

  it('runs a call with the client that the call names, else with the selected one', () => {
    expect(openCall(library(), { clientId: 'one', callId: 'create' }).activeClientId).toBe('two');
    expect(openCall(library(), SELECTION).activeClientId).toBe('one');
  });
});

describe('changes', () => {
  it('of the request and the call reach the selected client and call only', () => {
    const { saved } = change(library(), SELECTION, (workspace) => ({
      ...workspace,
      request: { ...workspace.request, scopes: ['read', 'admin'] },
      api: { ...workspace.api, method: 'DELETE' },
    }));
    expect(saved.clients.map(({ request }) => request.scopes)).toEqual([['read', 'admin'], ['write']]);
    expect(saved.apiCalls.map(({ method }) => method)).toEqual(['DELETE', 'GET']);
    expect(saved.apiCalls[1]).toEqual(library().apiCalls[1]);
  });

  it('of the selected client leave every request as it is', () => {
    const { saved, selection } = change(library(), SELECTION, (workspace) => ({
      ...workspace,
      activeClientId: 'two',
    }));
    expect(selection).toEqual({ clientId: 'two', callId: 'list' });
    expect(saved).toEqual(library());
  });

  it('that bring a new client and its request keep both', () => {
    const { saved } = change(library(), SELECTION, (workspace) => ({
      ...workspace,
      clients: workspace.clients.map((client) => ({ ...client, id: `new-${client.id}` })),
      activeClientId: 'new-two',
      request: { ...BLANK_TOKEN_REQUEST, rawBody: 'x' },
    }));
    expect(saved.clients.map(({ id, request }) => [id, request.rawBody])).toEqual([
      ['new-one', null],
      ['new-two', 'x'],
    ]);
  });

  it('keep the name, the client and the expectations of a call', () => {
    const { saved } = change(library(), { ...SELECTION, callId: 'create' }, (workspace) => ({
      ...workspace,
      api: { method: 'PUT', url: '', headers: [], body: '' },
    }));
    expect(saved.apiCalls[1]).toEqual({
      ...library().apiCalls[1],
      method: 'PUT',
      url: '',
      headers: [],
      body: '',
    });
  });
});
