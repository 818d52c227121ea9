import { describe, expect, test } from 'vitest';
import { addItems, atBlankItems, nameOfCall } from '../../../../shared/model/add-items.ts';
import { openWorkspace, validSelection } from '../../../../shared/model/saved-workspace.ts';
import type { SavedWorkspace } from '../../../../shared/model/workspace.ts';
import { savedWorkspace } from '../../renderer/workspace.ts';

const newCall = { id: 'new-call', name: '/orders' };
const orders = { method: 'POST' as const, url: 'https://api.example/orders', headers: [], body: '{}' };

function blanked(saved: SavedWorkspace) {
  return atBlankItems(openWorkspace(saved), 'new-client');
}

function asClient(saved: SavedWorkspace, clientId: string) {
  const base = blanked(saved);
  return {
    ...base,
    clients: base.clients.map((each) => (each.id === base.activeClientId ? { ...each, clientId } : each)),
    request: { ...base.request, scopes: ['orders'] },
  };
}

describe('a pasted request becomes a new item', () => {
  test('a token request adds a client, and keeps the others and their scopes', () => {
    const saved = savedWorkspace();
    const after = asClient(saved, 'pasted');
    const result = addItems(saved, validSelection(saved), { after, newCall });
    expect(result.saved.clients.slice(0, 2)).toEqual(saved.clients);
    expect(result.saved.clients[2]).toMatchObject({ clientId: 'pasted', request: { scopes: ['orders'] } });
    expect(result.saved.apiCalls).toEqual(saved.apiCalls);
    expect(result.selection.clientId).toBe('new-client');
    expect(result.added).toEqual([{ kind: 'client', name: 'pasted' }]);
  });

  test('an API call is added beside the one in use, and selected', () => {
    const saved = savedWorkspace();
    const after = { ...openWorkspace(saved), api: orders };
    const result = addItems(saved, validSelection(saved), { after, newCall });
    expect(result.saved.apiCalls.slice(0, 1)).toEqual(saved.apiCalls);
    expect(result.saved.apiCalls[1]).toMatchObject({ ...newCall, ...orders });
    expect(result.saved.clients).toEqual(saved.clients);
    expect(result.selection.callId).toBe('new-call');
    expect(result.added).toEqual([{ kind: 'call', name: '/orders' }]);
  });

  test('blank items are filled instead', () => {
    const [client, other] = savedWorkspace().clients;
    const [call] = savedWorkspace().apiCalls;
    if (!client || !other || !call) throw new Error('The workspace of the tests has two clients and a call');
    const saved: SavedWorkspace = {
      ...savedWorkspace(),
      clients: [{ ...client, clientId: '' }],
      apiCalls: [{ ...call, url: '' }],
    };
    const after = { ...asClient(saved, 'pasted'), api: orders };
    const result = addItems(saved, validSelection(saved), { after, newCall });
    expect(result.saved.clients.map(({ id, clientId }) => [id, clientId])).toEqual([['c1', 'pasted']]);
    expect(result.saved.apiCalls.map(({ id, url }) => [id, url])).toEqual([[call.id, orders.url]]);
    expect(result.added.map(({ kind }) => kind)).toEqual(['client', 'call']);
    const callAlone = addItems(saved, validSelection(saved), {
      after: { ...openWorkspace(saved), api: orders },
      newCall,
    });
    expect(callAlone.added.map(({ kind }) => kind)).toEqual(['call']);
  });
});

test.each([
  ['https://api.example/v1/orders?page=2', '/v1/orders'],
  ['https://api.example', 'api.example'],
  ['{{base}}/orders', '{{base}}/orders'],
])('a call to %s is called %s', (url, name) => {
  expect(nameOfCall({ ...orders, url })).toBe(name);
});
