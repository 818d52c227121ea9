import { describe, expect, test } from 'vitest';
import {
  type ClientDraft,
  freeClientId,
  keepKnownSecret,
  pendingChanges,
  putClient,
  removeClient,
  revertClient,
} from '../../../../../renderer/state/server-clients/client-draft.ts';
import { view } from '../../../shared/token-server/clients.ts';

const one = view({ clientId: 'one' });
const two = view({ clientId: 'two' });
const three = view({ clientId: 'three' });
const COMMITTED = [one, two, three];
const UNCHANGED: ClientDraft = { clients: COMMITTED, tickets: {} };

const idsOf = ({ clients }: ClientDraft) => clients.map(({ clientId }) => clientId);

describe('pending changes', () => {
  test('are none where nothing is changed, also where a default is only said', () => {
    expect(pendingChanges(COMMITTED, UNCHANGED)).toEqual([]);
    const said = putClient(UNCHANGED, { ...two, enabled: true, dpop: 'allowed' }, 'two', null);
    expect(pendingChanges(COMMITTED, said)).toEqual([]);
  });

  test('list added, changed and removed clients, field by field', () => {
    let draft = putClient(UNCHANGED, { ...two, tokenLifetime: 60, enabled: false }, 'two', null);
    draft = putClient(draft, view({ clientId: 'new', scopes: [] }), null, 'ticket');
    draft = removeClient(draft, 'one');
    const changes = pendingChanges(COMMITTED, draft);
    expect(changes.map(({ clientId, kind }) => `${kind} ${clientId}`)).toEqual([
      'changed two',
      'added new',
      'removed one',
    ]);
    expect(changes[0]?.differences).toEqual([
      { what: 'Enabled', before: 'Yes', after: 'No' },
      { what: 'Token lifetime', before: '299 s', after: '60 s' },
    ]);
    expect(changes[1]?.differences).toContainEqual({
      what: 'Authentication',
      before: '',
      after: 'Secret (Basic or body)',
    });
    expect(changes[1]?.differences).toContainEqual({ what: 'Secret', before: '', after: 'a new one' });
  });

  test('a new secret is a change, although the list does not show it', () => {
    const draft = putClient(UNCHANGED, two, 'two', 'ticket');
    expect(pendingChanges(COMMITTED, draft)).toEqual([
      { clientId: 'two', kind: 'changed', differences: [{ what: 'Secret', before: '', after: 'a new one' }] },
    ]);
  });
});

describe('a draft of clients', () => {
  test('editing a client again keeps its new secret, even under another ID', () => {
    const added = putClient(UNCHANGED, view({ clientId: 'new' }), null, 'ticket');
    const renamed = putClient(added, view({ clientId: 'newer' }), 'new', null);
    expect(renamed.tickets).toEqual({ newer: 'ticket' });
    expect(idsOf(renamed)).toEqual(['one', 'two', 'three', 'newer']);
    expect(putClient(renamed, view({ clientId: 'newer' }), 'newer', 'later').tickets).toEqual({
      newer: 'later',
    });
  });

  test('a client that no longer needs a secret has none', () => {
    const reset = putClient(UNCHANGED, two, 'two', 'ticket');
    const open = view({ clientId: 'two', authentication: { method: 'none' } });
    expect(putClient(reset, open, 'two', null).tickets).toEqual({});
  });

  test.each([
    [
      'a changed one is as it was, where it was',
      putClient(UNCHANGED, { ...two, scopes: [] }, 'two', 'ticket'),
      'two',
    ],
    ['a removed one comes back where it was', removeClient(UNCHANGED, 'two'), 'two'],
    ['an added one goes', putClient(UNCHANGED, view({ clientId: 'new' }), null, 'ticket'), 'new'],
  ])('reverted, %s', (_what, draft, clientId) => {
    expect(revertClient(COMMITTED, draft, clientId)).toEqual(UNCHANGED);
  });

  test('a copy gets the first free id', () => {
    expect(freeClientId('one', ['one', 'one-2'])).toBe('one-3');
  });

  test('an imported client keeps the secret that the server has for the same method', () => {
    const imported = view({ clientId: 'one', authentication: { method: 'secret', hasSecret: false } });
    expect(keepKnownSecret(imported, one)).toEqual(one);
    expect(keepKnownSecret(imported, undefined)).toEqual(imported);
    const other = view({ authentication: { method: 'client_secret_jwt', hasSecret: true } });
    expect(keepKnownSecret(imported, other)).toEqual(imported);
  });
});
