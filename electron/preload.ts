import { contextBridge, ipcRenderer } from 'electron';
import type { CredenceBridge } from '../shared/ipc/bridge.ts';
import { CHANNELS, EVENTS } from '../shared/ipc/channels.ts';

// All the page gets of Electron: these names, nothing else of ipcRenderer.
const channels: ReadonlySet<string> = new Set(CHANNELS);
const events: ReadonlySet<string> = new Set(EVENTS);

const bridge: CredenceBridge = {
  invoke(channel, input) {
    if (!channels.has(channel)) return Promise.reject(new Error('Unknown channel'));
    return ipcRenderer.invoke(channel, input);
  },
  on(event, listener) {
    if (!events.has(event)) throw new Error('Unknown event');
    // The page must not see the IPC event: it carries a handle on ipcRenderer.
    const forward = (_event: unknown, payload: Parameters<typeof listener>[0]) => listener(payload);
    ipcRenderer.on(event, forward);
    return () => ipcRenderer.off(event, forward);
  },
};

contextBridge.exposeInMainWorld('credence', bridge);

// Credence makes no peer connections: script in the page finds nothing to make them with.
contextBridge.executeInMainWorld({
  func: () => {
    for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection'])
      Reflect.deleteProperty(globalThis, name);
  },
});
