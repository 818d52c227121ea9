import { describe, expect, test } from 'vitest';
import { armFault, disarmFaults } from '../../../../renderer/state/actions/faults.ts';
import { takeTokenServerState } from '../../../../renderer/state/actions/token-server.ts';
import { selectArmedFaults } from '../../../../renderer/state/selectors/faults.ts';
import { store } from '../../../../renderer/state/store.ts';
import { ok } from '../../../../shared/result.ts';
import type { ArmedFault, Fault, FaultOccurrence } from '../../../../shared/token-server/faults.ts';
import type { TokenServerState } from '../../../../shared/token-server/state.ts';
import { useFakeBridge } from '../fake-bridge.ts';

const fault = (id: string, occurrence: FaultOccurrence = { mode: 'next', count: 1 }): Fault => ({
  id,
  endpoint: 'token',
  effect: { kind: 'hang' },
  occurrence,
});

function running(...faults: readonly Fault[]): TokenServerState {
  const endpoint = 'https://localhost:8443';
  const armed: readonly ArmedFault[] = faults.map((each) => ({ fault: each, acted: 0, remaining: 1 }));
  return {
    status: 'running',
    startedAt: 0,
    endpoints: {
      baseUrl: endpoint,
      issuer: endpoint,
      authorization: endpoint,
      token: endpoint,
      introspection: endpoint,
      revocation: endpoint,
      jwks: endpoint,
      metadata: endpoint,
      api: endpoint,
      caPem: null,
    },
    ...(armed.length === 0 ? {} : { faults: armed }),
  };
}

const SERVER = {
  'tokenServer.armFault': () => ok(null),
  'tokenServer.disarmFaults': () => ok(null),
  'tokenServer.start': () => {
    takeTokenServerState(running());
    return ok(null);
  },
};

const spentIds = () => store.getState().tokenServer.spentFaults.map(({ id }) => id);
const armedIds = () => selectArmedFaults(store.getState()).map((armed) => armed.fault.id);

describe('faults', () => {
  test('arming one starts a server that does not run', async () => {
    const bridge = useFakeBridge(SERVER);
    await armFault(fault('a'));
    expect(bridge.calls.map(({ channel }) => channel)).toEqual(['tokenServer.start', 'tokenServer.armFault']);
    expect(bridge.inputs('tokenServer.armFault')).toEqual([{ fault: fault('a') }]);
  });

  test('keeps a used-up fault, to arm it again', async () => {
    useFakeBridge(SERVER);
    takeTokenServerState(running(fault('a'), fault('b', { mode: 'always' })));
    takeTokenServerState(running(fault('b', { mode: 'always' })));
    expect(spentIds()).toEqual(['a']);
    await armFault(fault('a'));
    expect(spentIds()).toEqual([]);
  });

  test('removes a disarmed fault at once, without counting it as used up', async () => {
    const bridge = useFakeBridge(SERVER);
    takeTokenServerState(running(fault('a'), fault('b')));
    const disarming = disarmFaults('a');
    expect(armedIds()).toEqual(['b']);
    await disarming;
    takeTokenServerState(running(fault('b')));
    expect(spentIds()).toEqual([]);
    await disarmFaults(null);
    expect(armedIds()).toEqual([]);
    expect(bridge.inputs('tokenServer.disarmFaults')).toEqual([{ id: 'a' }, { id: null }]);
  });

  test('those that ended with the server are not done either', () => {
    useFakeBridge(SERVER);
    takeTokenServerState(running(fault('a')));
    takeTokenServerState({ status: 'stopping' });
    takeTokenServerState({ status: 'stopped' });
    takeTokenServerState(running());
    expect(spentIds()).toEqual([]);
  });

  test('the last few that are done are kept, the latest first', () => {
    useFakeBridge(SERVER);
    for (const id of 'abcdefg') {
      takeTokenServerState(running(fault(id)));
      takeTokenServerState(running());
    }
    expect(spentIds()).toEqual(['g', 'f', 'e', 'd', 'c']);
  });
});
